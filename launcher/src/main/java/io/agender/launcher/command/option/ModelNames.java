package io.agender.launcher.command.option;

import io.agender.launcher.models.ModelSettings;
import io.agender.launcher.settings.SettingsLayers;
import io.agender.models.ModelCatalog;
import io.agender.models.ModelDescriptor;
import io.agender.models.ModelDescriptor.ModelKind;
import io.agender.models.ModelException;
import io.agender.vision.engine.VisionConfig;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The names of models that a shell completes: the bundled ones, and those that this user has described. */
public final class ModelNames implements Iterable<String> {

    /** Names of detectors, as {@code --detector} takes them. */
    static List<String> detectors() {
        return Stream.concat(Stream.of(VisionConfig.AUTO), names(ModelKind.DETECTOR))
                .toList();
    }

    /** Names of gender and age models, as {@code --model} takes them. */
    static List<String> attributes() {
        return names(ModelKind.ATTRIBUTES).toList();
    }

    @Override
    public Iterator<String> iterator() {
        return new ArrayList<>(all().stream().map(ModelDescriptor::name).toList()).iterator();
    }

    private static Stream<String> names(ModelKind kind) {
        return all().stream().filter(model -> model.kind() == kind).map(ModelDescriptor::name);
    }

    /** No files are looked at, so what is inside the native libraries need not be asked. */
    private static List<ModelDescriptor> all() {
        ModelSettings settings = ModelSettings.from(
                new SettingsLayers(System.getenv()).collect(Optional.empty(), Optional.empty(), Map.of()));
        try {
            return ModelCatalog.load(Optional.of(settings.directory()), name -> Optional.empty())
                    .all();
        } catch (ModelException e) {
            // A descriptor of the user's own is wrong. Whoever uses models is told; who completes a command is not.
            return ModelCatalog.load(Optional.empty(), name -> Optional.empty()).all();
        }
    }
}
