package io.agender.launcher.command.models;

import io.agender.conversion.AnyConverter;
import io.agender.conversion.PublishedModel;
import io.agender.launcher.Logging;
import io.agender.models.ModelDescriptor;
import io.agender.models.ModelFile;
import io.agender.models.Sha256;
import io.agender.program.CommandException;
import io.agender.program.ExitCode;
import io.agender.program.files.UserMask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Converts networks to ONNX. */
@Command(
        name = "convert",
        description = {
            "Converts a network to ONNX: Keras weights of SSR-Net (.h5), a TensorFlow.js graph model (.json with .bin), or"
                    + " MXNet's SSR-Net (-symbol.json with .params).",
            "With --model, SOURCE is a folder with that model's published files and TARGET the folder for what is made:"
                    + " the same bytes as agender models pull."
        },
        mixinStandardHelpOptions = true)
final class ConvertModelCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ModelDirectoryOptions directory;

    @Parameters(index = "0", paramLabel = "SOURCE", description = "The file to convert.")
    private Path source;

    @Parameters(index = "1", paramLabel = "TARGET", description = "The ONNX file to write.")
    private Path target;

    @Option(names = "--model", paramLabel = "NAME", description = "A model of the catalogue.")
    private String model;

    @Option(
            names = "--output",
            paramLabel = "NAME=NODE",
            description =
                    "An output of the ONNX file and the node that answers it; may be repeated. SSR-Net's .h5 needs none.")
    private Map<String, String> outputs = new LinkedHashMap<>();

    @Option(
            names = "--size",
            paramLabel = "PIXELS",
            defaultValue = "64",
            description = "Width and height of MXNet's pictures, which its files do not tell. Default: 64.")
    private int size;

    @Override
    public Integer call() throws IOException {
        Logging.quiet();
        if (model == null) {
            String name = target.getFileName().toString().replaceFirst("\\.onnx$", "");
            write(target, AnyConverter.convert(source, name, outputs, size));
            return ExitCode.OK;
        }
        ModelDescriptor known =
                ModelDirectoryOptions.catalog(directory.collect()).model(model);
        if (known.files().stream().noneMatch(file -> file.conversion() != null)) {
            throw new CommandException(
                    ExitCode.BAD_INPUT, "The files of model " + model + " are used as they are published.");
        }
        Files.createDirectories(target);
        for (ModelFile file : known.files()) {
            if (file.conversion() != null) {
                write(target.resolve(file.location()), PublishedModel.convert(known, file, source));
            }
        }
        return ExitCode.OK;
    }

    private void write(Path file, byte[] onnx) throws IOException {
        UserMask.write(file, onnx);
        spec.commandLine().getOut().println(Sha256.of(onnx) + "  " + onnx.length + "  " + file);
    }
}
