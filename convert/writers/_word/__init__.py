"""The parts of the DOCX writer: WordprocessingML."""
