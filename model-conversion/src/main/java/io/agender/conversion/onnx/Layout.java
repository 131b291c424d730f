package io.agender.conversion.onnx;

/** The order in which a tensor's numbers lie in the ONNX graph, compared with TensorFlow's. */
public sealed interface Layout {

    Layout PLAIN = new Plain();

    Layout CHANNELS_FIRST = new ChannelsFirst();

    /** As in TensorFlow. */
    record Plain() implements Layout {}

    /** A tensor of four dimensions that TensorFlow sees as NHWC and that lies as NCHW. */
    record ChannelsFirst() implements Layout {}

    /** Such a tensor, flattened: two dimensions, the second one in the order CHW where TensorFlow sees HWC. */
    record FlatChannelsFirst(int height, int width, int channels) implements Layout {

        public int elements() {
            return height * width * channels;
        }
    }
}
