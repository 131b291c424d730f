package io.agender.vision.opencv;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes Caffe's weight files ({@code .caffemodel}): field numbers from BVLC's caffe.proto. */
public final class TinyCaffe {

    private static final int NET_LAYER = 100;
    private static final int LAYER_NAME = 1;
    private static final int LAYER_TYPE = 2;
    private static final int LAYER_BLOBS = 7;
    private static final int BLOB_DATA = 5;
    private static final int BLOB_SHAPE = 7;
    private static final int SHAPE_DIM = 1;

    private final ByteArrayOutputStream net = new ByteArrayOutputStream();

    /** The layers of a network that has two classes for a picture of two pixels. */
    static byte[] layers() {
        return """
                name: "tiny"
                input: "data"
                input_dim: 1
                input_dim: 3
                input_dim: 1
                input_dim: 2
                layer {
                  name: "fc"
                  type: "InnerProduct"
                  bottom: "data"
                  top: "fc"
                  inner_product_param { num_output: 2 }
                }
                layer { name: "prob" type: "Softmax" bottom: "fc" top: "prob" }
                """.getBytes(StandardCharsets.UTF_8);
    }

    /** Weights for {@link #layers()}: the picture's first number is the logarithm of the odds of the second class. */
    static byte[] weights() {
        return new TinyCaffe()
                .add(
                        "fc",
                        "InnerProduct",
                        new int[] {2, 6},
                        new float[] {0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0},
                        new float[2])
                .bytes();
    }

    /** The layers of a network that gives every picture of three channels the same answer, {@code prob}. */
    public static byte[] layersOfOneAnswer(int width, int height, int numbers) {
        return """
                name: "tiny"
                input: "data"
                input_dim: 1
                input_dim: 3
                input_dim: %d
                input_dim: %d
                layer {
                  name: "mean"
                  type: "Pooling"
                  bottom: "data"
                  top: "mean"
                  pooling_param { pool: AVE global_pooling: true }
                }
                layer {
                  name: "prob"
                  type: "InnerProduct"
                  bottom: "mean"
                  top: "prob"
                  inner_product_param { num_output: %d }
                }
                """.formatted(height, width, numbers).getBytes(StandardCharsets.UTF_8);
    }

    /** Weights for {@link #layersOfOneAnswer}. */
    public static byte[] answering(float... numbers) {
        return new TinyCaffe()
                .add("prob", "InnerProduct", new int[] {numbers.length, 3}, new float[3 * numbers.length], numbers)
                .bytes();
    }

    TinyCaffe add(String name, String type, int[] shape, float[] weights, float[] bias) {
        try {
            ByteArrayOutputStream layer = new ByteArrayOutputStream();
            CodedOutputStream out = CodedOutputStream.newInstance(layer);
            out.writeString(LAYER_NAME, name);
            out.writeString(LAYER_TYPE, type);
            out.writeByteArray(LAYER_BLOBS, blob(shape, weights));
            out.writeByteArray(LAYER_BLOBS, blob(new int[] {bias.length}, bias));
            out.flush();
            CodedOutputStream all = CodedOutputStream.newInstance(net);
            all.writeByteArray(NET_LAYER, layer.toByteArray());
            all.flush();
            return this;
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    byte[] bytes() {
        return net.toByteArray();
    }

    private static byte[] blob(int[] shape, float[] values) throws IOException {
        ByteBuffer data = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        data.asFloatBuffer().put(values);
        ByteArrayOutputStream dims = new ByteArrayOutputStream();
        CodedOutputStream sizes = CodedOutputStream.newInstance(dims);
        for (int size : shape) {
            sizes.writeInt64(SHAPE_DIM, size);
        }
        sizes.flush();
        ByteArrayOutputStream blob = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(blob);
        out.writeByteArray(BLOB_DATA, data.array());
        out.writeByteArray(BLOB_SHAPE, dims.toByteArray());
        out.flush();
        return blob.toByteArray();
    }
}
