package io.agender.models;

import io.agender.models.FileSource.Npm;
import io.agender.models.FileSource.Web;
import io.agender.models.ModelDescriptor.Engine;
import io.agender.models.ModelDescriptor.ModelKind;
import io.agender.models.ModelFile.Part;
import io.agender.models.ModelFile.Task;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Whether the files of a descriptor make sense. */
final class FilesCheck {

    /** No file outside the model directory can be named. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*");

    /**
     * Names and versions as npm's registry has them. Whatever else npm would take in their place (an address, a folder,
     * an option, another package's name behind {@code npm:}) runs code or asks somebody else.
     */
    private static final Pattern NPM_NAME = Pattern.compile("(@[a-z0-9-~][a-z0-9-._~]*/)?[a-z0-9~][a-z0-9-._~]*");

    private static final Pattern NPM_VERSION =
            Pattern.compile("(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)(-[0-9A-Za-z-]+(\\.[0-9A-Za-z-]+)*)?");

    private static final Pattern NPM_INTEGRITY = Pattern.compile("sha512-[A-Za-z0-9+/]{86}==");

    private static final int MAX_NPM_NAME_LENGTH = 214;
    private static final int MAX_NPM_VERSION_LENGTH = 100;

    private static final Pattern LOCATION = Pattern.compile("(opencv:([A-Za-z0-9_-]+/)*)?" + NAME.pattern());

    private static final Map<Engine, Set<String>> NETWORKS = Map.of(
            Engine.ONNX, Set.of("onnx"),
            Engine.OPENCV_DNN, Set.of("caffemodel", "pb"),
            Engine.CASCADE, Set.of("xml"));

    /** What OpenCV wants beside the weights, by their ending. */
    private static final Map<String, String> GRAPHS = Map.of("caffemodel", "prototxt", "pb", "pbtxt");

    private final ModelDescriptor model;

    private FilesCheck(ModelDescriptor model) {
        this.model = model;
    }

    static void run(ModelDescriptor model) {
        Require.that(!model.networks().isEmpty(), "it has no files");
        FilesCheck check = new FilesCheck(model);
        for (int i = 0; i < model.files().size(); i++) {
            check.file("files[" + i + "].", model.files().get(i));
        }
        Require.that(
                model.files().stream().map(ModelFile::location).distinct().count()
                        == model.files().size(),
                "files names the same location twice");
    }

    private void file(String where, ModelFile file) {
        Require.that(file.task() != null, where + "task must be given");
        Require.that(kind(file.task()) == model.kind(), where + "task does not belong to kind " + model.kind());
        Require.that(
                file.location() != null && LOCATION.matcher(file.location()).matches(),
                where + "location must be the name of a file, or opencv: and a name");
        Require.size(where + "size", file.size());
        Require.size(where + "roughSize", file.roughSize());
        Require.that(file.size() == null || file.roughSize() == null, where + "roughSize is for unknown sizes only");
        Require.hash(where + "sha256", file.sha256());
        sources(where, file.sources());
        if (file.conversion() != null) {
            conversion(where + "conversion", file.conversion());
        }
    }

    private static ModelKind kind(Task task) {
        return switch (task) {
            case DETECTION -> ModelKind.DETECTOR;
            case GENDER, AGE, GENDER_AND_AGE -> ModelKind.ATTRIBUTES;
            case LANDMARKS -> ModelKind.LANDMARKS;
        };
    }

    /** Whether the files are of the kinds that the engine takes; for a model whose engine is known to be right. */
    static void endings(ModelDescriptor model) {
        for (int i = 0; i < model.files().size(); i++) {
            new FilesCheck(model).ending("files[" + i + "].", model.files().get(i));
        }
    }

    private void ending(String where, ModelFile file) {
        if (file.part() == Part.NETWORK) {
            Set<String> known = NETWORKS.get(model.engine());
            Require.that(
                    known.contains(ending(file.location())),
                    where + "location must end with ."
                            + String.join(" or .", known.stream().sorted().toList()) + " for engine " + model.engine());
            String graph = GRAPHS.get(ending(file.location()));
            Require.that(
                    graph == null
                            || model.graphOf(file)
                                    .filter(text -> ending(text.location()).equals(graph))
                                    .isPresent(),
                    where + "location needs a ." + graph + " file of part GRAPH and task " + file.task()
                            + " beside it");
        } else {
            Require.that(model.engine() == Engine.OPENCV_DNN, where + "part GRAPH is for engine OPENCV_DNN only");
        }
    }

    private static String ending(String location) {
        return location.substring(location.lastIndexOf('.') + 1);
    }

    private static void conversion(String where, Conversion conversion) {
        Require.that(conversion.format() != null, where + ".format must be given");
        int needed = conversion.format() == Conversion.Format.KERAS_SSRNET ? 1 : 2;
        Require.that(
                conversion.from().size() == needed,
                where + ".from must name " + (needed == 1 ? "one file" : "two files") + " for format "
                        + conversion.format());
        Require.that(!conversion.outputs().isEmpty(), where + ".outputs is empty");
        for (int i = 0; i < conversion.from().size(); i++) {
            PublishedFile file = conversion.from().get(i);
            String here = where + ".from[" + i + "].";
            Require.that(
                    file.name() != null && NAME.matcher(file.name()).matches(),
                    here + "name must be the name of a file");
            Require.size(here + "size", file.size());
            Require.hash(here + "sha256", file.sha256());
            sources(here, file.sources());
        }
    }

    private static void sources(String where, List<FileSource> sources) {
        for (int i = 0; i < sources.size(); i++) {
            String here = where + "sources[" + i + "].";
            if (sources.get(i) instanceof Npm npm) {
                npm(here, npm);
            } else if (sources.get(i) instanceof Web web) {
                Require.that(
                        web.address() != null
                                && Set.of("http", "https")
                                        .contains(String.valueOf(web.address().getScheme())),
                        here + "address must begin with http or https");
                Require.that(web.address().getHost() != null, here + "address must name a host");
            } else if (sources.get(i) instanceof FileSource.NotPublished none) {
                Require.text(here + "why", none.why());
            }
        }
    }

    private static void npm(String where, Npm npm) {
        Require.that(
                npm.name() != null
                        && npm.name().length() <= MAX_NPM_NAME_LENGTH
                        && NPM_NAME.matcher(npm.name()).matches(),
                where + "name must be the name of an npm package");
        Require.that(
                npm.version() != null
                        && npm.version().length() <= MAX_NPM_VERSION_LENGTH
                        && NPM_VERSION.matcher(npm.version()).matches(),
                where + "version must be one exact version, such as 1.2.3");
        Require.text(where + "path", npm.path());
        Require.that(
                !npm.path().startsWith("/") && !npm.path().contains(".."),
                where + "path must be a path inside the package");
        Require.that(
                npm.integrity() == null
                        || NPM_INTEGRITY.matcher(npm.integrity()).matches(),
                where + "integrity must be as npm has it, sha512- and 88 letters");
    }
}
