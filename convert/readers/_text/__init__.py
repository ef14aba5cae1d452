"""What the text reader is made of: lines, their shapes, and the judges of them."""
