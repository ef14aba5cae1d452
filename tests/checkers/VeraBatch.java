import java.io.FileInputStream;
import java.util.TreeMap;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * veraPDF over many files in one process: VeraBatch FLAVOUR,... FILE...
 * Prints a line for each failed rule, fields parted by tabs: index of the file, flavour, rule, message, place;
 * and one line "index flavour ended" for each verdict reached.
 */
public class VeraBatch {
    public static void main(String[] arguments) {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        for (int index = 1; index < arguments.length; index++) {
            for (String name : arguments[0].split(",")) {
                verdict(index - 1, arguments[index], name);
            }
        }
    }

    private static void verdict(int index, String path, String name) {
        PDFAFlavour flavour = PDFAFlavour.byFlavourId(name);
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new FileInputStream(path), flavour)) {
            PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false);
            ValidationResult result = validator.validate(parser);
            TreeMap<String, String> failed = new TreeMap<>();
            for (TestAssertion assertion : result.getTestAssertions()) {
                if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                    String rule = assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber();
                    failed.putIfAbsent(rule, plain(assertion.getMessage()) + "\t" + plain(assertion.getLocation().getContext()));
                }
            }
            failed.forEach((rule, message) -> print(index, name, rule, message));
            print(index, name, "ended", "");
        } catch (Throwable problem) {
            print(index, name, "unreadable", plain(problem.toString()));
        }
    }

    private static String plain(String text) {
        return String.valueOf(text).replaceAll("\\s+", " ");
    }

    private static void print(int index, String name, String rule, String message) {
        System.out.println(index + "\t" + name + "\t" + rule + "\t" + message);
    }
}
