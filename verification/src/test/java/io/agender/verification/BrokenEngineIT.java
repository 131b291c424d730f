package io.agender.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.agender.audit.WholeTopics;
import io.agender.schemas.Frame;
import io.agender.schemas.Topic;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A bug in the program is not blamed on the record: the service stops, and says once which record it was. */
class BrokenEngineIT {

    private static final Path FOLDER = Path.of("target", "broken-engine");
    private static final int FRAMES = 5;
    private static final int UNFORESEEN = 3;

    private Broker broker;

    @BeforeEach
    void startTheBroker() throws IOException {
        Utils.delete(FOLDER.toFile());
        broker = Broker.open(FOLDER);
    }

    @AfterEach
    void stopTheBroker() {
        broker.close();
    }

    @Test
    void should_stop_with_an_exit_code_and_one_message_that_names_camera_record_and_cause() throws Exception {
        try (Pipeline pipeline = new Pipeline("bug", broker, FOLDER)) {
            Service processor = pipeline.start(Pipeline.PROCESSOR, 1);
            pipeline.send(framesWithABug(), Duration.ofMillis(100)).join();

            assertThat(processor.exitCode(60)).hasValue(1);
            assertThat(Files.readAllLines(processor.folder().resolve("service.log")))
                    .filteredOn(line -> line.contains("camera-0"))
                    .singleElement()
                    .asString()
                    .containsPattern("ERROR .*Camera camera-0: analysing record agender\\.frames-\\d@" + UNFORESEEN
                            + " failed: java\\.lang\\.IllegalStateException: The fake engine has a bug\\.$");
            assertThat(pipeline.facesSoFar()).isLessThanOrEqualTo(UNFORESEEN);
            List<String> letters = new ArrayList<>();
            new WholeTopics(broker.clientProperties())
                    .read(Topic.DEAD_LETTERS, letter -> letters.add(letter.toString()));
            assertThat(letters).isEmpty();

            // The record is still there, and is read again: nothing was skipped.
            processor.start();
            assertThat(processor.exitCode(60)).hasValue(1);
        }
    }

    private static List<Frame> framesWithABug() {
        List<Frame> frames = Load.of(1, 1, 100).frames().subList(0, FRAMES);
        frames.get(UNFORESEEN).setImage(ByteBuffer.wrap(FakePicture.UNFORESEEN.bytes()));
        return frames;
    }
}
