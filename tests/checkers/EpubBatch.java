import com.adobe.epubcheck.tool.EpubChecker;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;

/** EPUBCheck over many books in one process: EpubBatch FOLDER BOOK... writes FOLDER/0.json, 1.json, ... in that order. */
public class EpubBatch {
    public static void main(String[] arguments) {
        PrintStream standard = System.out;
        PrintStream silent = new PrintStream(OutputStream.nullOutputStream());
        for (int index = 1; index < arguments.length; index++) {
            String report = Path.of(arguments[0], (index - 1) + ".json").toString();
            String outcome;
            System.setOut(silent);
            System.setErr(silent);
            try {
                outcome = "ended " + new EpubChecker().run(new String[] {arguments[index], "--json", report, "--locale", "en"});
            } catch (Throwable problem) {
                outcome = "failed " + problem;
            }
            System.setOut(standard);
            System.out.println((index - 1) + " " + outcome);
        }
    }
}
