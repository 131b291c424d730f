package io.agender.vision.opencv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.agender.vision.NativeMemory;
import io.agender.vision.VisionException;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DnnNetworkTest {

    private static final Path MODELS = Path.of("..", "..", "shared", "models");
    private static final long[] INPUT = {-1, 3, 1, 2};
    private static final Set<String> PROB = Set.of("prob");

    @Test
    void should_answer_for_each_picture_of_a_batch() {
        try (DnnNetwork network = open()) {
            float[] answers = network.run(batch(0, (float) Math.log(3)), new long[] {2, 3, 1, 2}, PROB)
                    .get("prob");

            assertThat(answers).hasSize(4);
            assertThat(answers[1]).as("even odds").isCloseTo(0.5f, within(1e-6f));
            assertThat(answers[3]).as("three to one").isCloseTo(0.75f, within(1e-6f));
        }
    }

    @Test
    void should_answer_from_several_threads_at_once() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (DnnNetwork network = open()) {
            List<Callable<Boolean>> runs = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                float odds = 1 + i;
                runs.add(() -> {
                    float answer = network.run(batch((float) Math.log(odds)), new long[] {1, 3, 1, 2}, PROB)
                            .get("prob")[1];
                    return Math.abs(answer - odds / (1 + odds)) < 1e-4;
                });
            }
            for (Future<Boolean> run : threads.invokeAll(runs)) {
                assertThat(run.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void should_say_that_an_output_is_missing_or_has_another_size() {
        try (DnnNetwork network = open()) {
            network.requireOutput("prob", -1, 2);
            assertThatExceptionOfType(VisionException.class)
                    .isThrownBy(() -> network.requireOutput("ages", -1, 2))
                    .withMessageContaining("network tiny has no output ages");
            assertThatExceptionOfType(VisionException.class)
                    .isThrownBy(() -> network.requireOutput("prob", -1, 8))
                    .withMessageContaining("output prob of the network tiny has 2 numbers, but its descriptor says 8");
        }
    }

    @Test
    void should_say_that_a_picture_does_not_fit() {
        try (DnnNetwork network = open()) {
            assertThatExceptionOfType(VisionException.class)
                    .isThrownBy(() -> network.run(FloatBuffer.allocate(48), new long[] {1, 3, 4, 4}, PROB))
                    .withMessageContaining("network tiny failed");
            assertThat(network.run(batch(0), new long[] {1, 3, 1, 2}, PROB).get("prob")[0])
                    .as("the next answer")
                    .isCloseTo(0.5f, within(1e-6f));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not a network", "layer {"})
    void should_say_in_one_sentence_that_files_are_not_a_network(String file) {
        byte[] bytes = file.getBytes(StandardCharsets.UTF_8);

        assertThatExceptionOfType(VisionException.class)
                .isThrownBy(() -> DnnNetwork.caffe("tiny", bytes, TinyCaffe.weights(), INPUT))
                .withMessageContaining("network tiny cannot be loaded");
        assertThatExceptionOfType(VisionException.class)
                .isThrownBy(() -> DnnNetwork.caffe("tiny", TinyCaffe.layers(), bytes, INPUT)
                        .requireOutput("prob", -1, 2))
                .withMessageContaining("network tiny");
        assertThatExceptionOfType(VisionException.class)
                .isThrownBy(() -> DnnNetwork.tensorflow("tiny", bytes, bytes, INPUT))
                .withMessageContaining("network tiny cannot be loaded");
    }

    @Test
    void should_outlive_the_scope_it_was_opened_in_and_refuse_to_run_when_closed() {
        DnnNetwork network;
        try (PointerScope outer = new PointerScope()) {
            network = open();
        }
        try (network) {
            assertThat(network.run(batch(0), new long[] {1, 3, 1, 2}, PROB)).containsKey("prob");
        }
        network.close();
        assertThatIllegalStateException()
                .isThrownBy(() -> network.run(batch(0), new long[] {1, 3, 1, 2}, PROB))
                .withMessageContaining("closed");
    }

    @Test
    void should_give_back_its_memory() {
        try (DnnNetwork network = open()) {
            FloatBuffer blob = batch(1, 2, 3);
            NativeMemory.shouldNotGrow(() -> network.run(blob, new long[] {3, 3, 1, 2}, PROB));
        }
        NativeMemory.shouldNotGrow(() -> open().close());
    }

    /** The weights of Levi and Hassner's networks are not to be had everywhere; any of the right shape load as theirs. */
    @ParameterizedTest
    @CsvSource({"deploy_age.prototxt, 8", "deploy_gender.prototxt, 2"})
    void should_run_the_networks_of_levi_and_hassner(String layers, int classes) throws IOException {
        Path file = MODELS.resolve(layers);
        assumeTrue(Files.exists(file), file + " is not here");
        long[] input = {1, 3, 227, 227};
        byte[] weights = new TinyCaffe()
                .add("conv1", "Convolution", new int[] {96, 3, 7, 7}, random(96, 3 * 49), new float[96])
                .add("conv2", "Convolution", new int[] {256, 96, 5, 5}, random(256, 96 * 25), new float[256])
                .add("conv3", "Convolution", new int[] {384, 256, 3, 3}, random(384, 256 * 9), new float[384])
                .add("fc6", "InnerProduct", new int[] {512, 384 * 49}, random(512, 384 * 49), new float[512])
                .add("fc7", "InnerProduct", new int[] {512, 512}, random(512, 512), new float[512])
                .add("fc8", "InnerProduct", new int[] {classes, 512}, random(classes, 512), new float[classes])
                .bytes();

        try (DnnNetwork network = DnnNetwork.caffe("levi-hassner", Files.readAllBytes(file), weights, input)) {
            network.requireOutput("prob", -1, classes);
            float[] answer = network.run(FloatBuffer.allocate(3 * 227 * 227), input, PROB)
                    .get("prob");
            float sum = 0;
            for (float probability : answer) {
                assertThat(probability).isBetween(0f, 1f);
                sum += probability;
            }
            assertThat(sum).isCloseTo(1, within(1e-5f));
        }
    }

    @Test
    void should_run_opencvs_face_detector() throws IOException {
        Path graph = MODELS.resolve("opencv_face_detector_uint8.pb");
        assumeTrue(Files.exists(graph), graph + " is not here");
        byte[] config = Files.readAllBytes(MODELS.resolve("opencv_face_detector.pbtxt"));

        try (DnnNetwork network =
                DnnNetwork.tensorflow("ssd300", Files.readAllBytes(graph), config, new long[] {1, 3, 300, 300})) {
            network.requireOutput("detection_out", 1, 1, -1, 7);
        }
    }

    private static DnnNetwork open() {
        return DnnNetwork.caffe("tiny", TinyCaffe.layers(), TinyCaffe.weights(), INPUT);
    }

    private static FloatBuffer batch(float... firstNumbers) {
        FloatBuffer blob = FloatBuffer.allocate(6 * firstNumbers.length);
        for (int i = 0; i < firstNumbers.length; i++) {
            blob.put(6 * i, firstNumbers[i]);
        }
        return blob;
    }

    private static float[] random(int outputs, int inputs) {
        Random random = new Random(outputs);
        float[] weights = new float[outputs * inputs];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (random.nextFloat() - 0.5f) / inputs;
        }
        return weights;
    }
}
