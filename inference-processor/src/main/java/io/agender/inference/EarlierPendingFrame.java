package io.agender.inference;

import io.agender.schemas.EndedTrack;
import io.agender.schemas.Face;
import io.agender.schemas.PendingCrop;
import io.agender.schemas.PendingFrame;
import io.agender.schemas.WaitingCrop;
import io.agender.schemas.WaitingFace;
import io.agender.schemas.WaitingTrack;
import java.util.List;

/** Takes over what earlier versions left in the store, which had keys and crops in lists of their own. */
final class EarlierPendingFrame {

    private EarlierPendingFrame() {}

    /** The frame as this version writes it; one that is so already stays as it is. */
    static PendingFrame upgraded(PendingFrame frame) {
        List<Face> faces = frame.getFaces().getFaces();
        for (int i = 0; i < faces.size(); i++) {
            frame.getWaitingFaces().add(new WaitingFace(frame.getKeys().get(i), faces.get(i), null));
        }
        for (PendingCrop crop : frame.getCrops()) {
            frame.getWaitingFaces()
                    .get(crop.getFace())
                    .setCrop(new WaitingCrop(crop.getQuality(), crop.getWidth(), crop.getHeight(), crop.getPixels()));
        }
        List<EndedTrack> ended = frame.getFaces().getEndedTracks();
        for (int i = 0; i < ended.size(); i++) {
            frame.getWaitingTracks()
                    .add(new WaitingTrack(frame.getEndedKeys().get(i), i < frame.getEndedBefore(), ended.get(i)));
        }
        frame.getFaces().setFaces(List.of());
        frame.getFaces().setEndedTracks(List.of());
        frame.setKeys(List.of());
        frame.setCrops(List.of());
        frame.setEndedKeys(List.of());
        frame.setEndedBefore(0);
        return frame;
    }
}
