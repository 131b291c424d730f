package io.agender.dashboard.view;

import io.agender.schemas.ModelTask;
import io.agender.schemas.ModelUse;
import java.util.List;

/** A network that answered; its hash is the beginning of its file's SHA-256. */
public record ModelView(ModelTask task, String name, String sha256) {

    public static List<ModelView> of(List<ModelUse> models) {
        return models.stream()
                .map(model -> new ModelView(model.getTask(), model.getName(), model.getSha256()))
                .toList();
    }
}
