package io.agender.conversion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.List;

/** What tests of the converter ask again and again. */
public final class Answers {

    private Answers() {}

    public static void assertPictures(OnnxNetwork.Answer answer, Nhwc expected) {
        assertThat(answer.shape())
                .containsExactly(expected.count(), expected.height(), expected.width(), expected.channels());
        assertValues(answer, expected.values());
    }

    public static void assertValues(OnnxNetwork.Answer answer, float... expected) {
        assertThat(answer.values()).hasSameSizeAs(expected);
        for (int i = 0; i < expected.length; i++) {
            assertThat(answer.values()[i]).as("value %d", i).isCloseTo(expected[i], within(1e-5f));
        }
    }

    /** The operations of an ONNX file, in order, without the one that only gives the output its name. */
    public static List<String> operations(byte[] onnx) {
        try {
            List<String> all = ModelProto.parseFrom(onnx).getGraph().getNodeList().stream()
                    .map(NodeProto::getOpType)
                    .toList();
            return all.stream().filter(op -> !op.equals("Identity")).toList();
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }
}
