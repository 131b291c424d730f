package io.agender.conversion.format;

import io.agender.conversion.onnx.Shape;
import io.agender.conversion.onnx.Value.Floats;
import io.agender.models.ModelException;
import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The weights of a Keras 2 network as its {@code .h5} file has them: a group for each layer. The file does not say how
 * the layers are joined. Immutable.
 *
 * @param file where they come from, for messages
 * @param layers for each layer its weights by name, such as {@code kernel}
 */
public record KerasWeights(Path file, Map<String, Map<String, Floats>> layers) {

    private static final Pattern NUMBERED = Pattern.compile("(.*)_([0-9]+)");

    /** @throws ModelException when the file is missing or is not HDF5 */
    public static KerasWeights read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new ModelException("There is no file " + file + "; give the .h5 file with the weights.");
        }
        try (HdfFile hdf = new HdfFile(file)) {
            Node whole = hdf.getChild("model_weights"); // where Keras keeps them when the network is in the file too
            Map<String, Map<String, Floats>> layers = new LinkedHashMap<>();
            for (Node child : whole instanceof Group group ? group : hdf) {
                if (child instanceof Group layer) {
                    Map<String, Floats> weights = new LinkedHashMap<>();
                    collect(layer, weights);
                    layers.put(layer.getName(), weights);
                }
            }
            return new KerasWeights(file, layers);
        } catch (ModelException e) {
            throw e;
        } catch (RuntimeException e) { // whatever the reader stumbles over in a damaged file
            throw new ModelException(file + " cannot be read as HDF5; fetch the file again.", e);
        }
    }

    private static void collect(Group group, Map<String, Floats> weights) {
        for (Node node : group) {
            if (node instanceof Group inner) {
                collect(inner, weights);
            } else if (node instanceof Dataset data && data.getDataFlat() instanceof float[] numbers) {
                Shape shape =
                        new Shape(Arrays.stream(data.getDimensions()).boxed().toList());
                weights.put(data.getName().split(":")[0], new Floats(shape, numbers));
            }
        }
    }

    public Set<String> names() {
        return layers.keySet();
    }

    /**
     * The name of a layer of a kind, by the order in which the layers were made: Keras numbers them, but not from 1 when
     * a process has made other networks before.
     */
    public String numbered(String kind, int index) {
        List<String> names = layers.entrySet().stream()
                .filter(layer -> !layer.getValue().isEmpty() && kind.equals(kind(layer.getKey())))
                .map(Map.Entry::getKey)
                .sorted(Comparator.comparingInt(KerasWeights::number))
                .collect(Collectors.toList());
        if (index >= names.size()) {
            throw new ModelException(file + " has " + names.size() + " layers of the kind " + kind + ", but number "
                    + (index + 1) + " is needed; it is not an SSR-Net.");
        }
        return names.get(index);
    }

    /** One weight of a layer, which must have the given shape; -1 is any size. */
    public Floats weight(String layer, String name, int... shape) {
        Floats weight = layers.getOrDefault(layer, Map.of()).get(name);
        if (weight == null) {
            throw new ModelException(file + " has no " + name + " of a layer " + layer + "; it is not an SSR-Net.");
        }
        boolean fits = weight.shape().rank() == shape.length;
        for (int i = 0; fits && i < shape.length; i++) {
            fits = shape[i] == -1 || shape[i] == weight.shape().dim(i);
        }
        if (!fits) {
            throw new ModelException(file + " has a " + name + " of shape " + weight.shape() + " in layer " + layer
                    + " where " + Arrays.toString(shape).replace("-1", "N")
                    + " is expected; it is not an SSR-Net of three stages with three classes each.");
        }
        return weight;
    }

    private static String kind(String layer) {
        Matcher numbered = NUMBERED.matcher(layer);
        return numbered.matches() ? numbered.group(1) : layer;
    }

    private static int number(String layer) {
        Matcher numbered = NUMBERED.matcher(layer);
        return numbered.matches() ? Integer.parseInt(numbered.group(2)) : 0;
    }
}
