package io.agender.vision;

import java.util.List;

/**
 * The result of analysing one frame: values only.
 *
 * @param width width of the decoded frame in pixels
 * @param height height of the decoded frame in pixels
 * @param faces the faces, best score first
 * @param times how long it took; the only part that differs between two runs on the same frame
 */
public record FrameAnalysis(int width, int height, List<AnalyzedFace> faces, StageTimes times) {

    public FrameAnalysis {
        faces = List.copyOf(faces);
    }
}
