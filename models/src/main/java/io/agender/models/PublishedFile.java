package io.agender.models;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * A file as its authors published it.
 *
 * @param name its name, without folders
 * @param size bytes; null where no published size is known
 * @param sha256 SHA-256, 64 hexadecimal digits; null where no published hash is known
 * @param sources where it can be had, in the order in which they are tried
 */
public record PublishedFile(
        @JsonProperty(required = true) String name, Long size, String sha256, List<FileSource> sources) {

    public PublishedFile {
        sources = sources == null ? List.of() : List.copyOf(sources);
    }
}
