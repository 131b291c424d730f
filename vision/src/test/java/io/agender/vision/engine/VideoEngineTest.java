package io.agender.vision.engine;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.agender.vision.VideoOptions;
import io.agender.vision.VisionException;
import io.agender.vision.video.TestVideo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class VideoEngineTest {

    private static final String GIVE = "; give a video, an animation or a folder of pictures";

    @TempDir
    Path folder;

    private interface Maker {
        void make(Path file) throws Exception;
    }

    static Stream<Arguments> badSources() {
        return Stream.of(
                bad("missing.mp4", "there is no file or folder %s; check the path", file -> {}),
                bad("missing/missing.mp4", "there is no file or folder %s; check the path", file -> {}),
                bad(
                        "letter.mp4",
                        "%s is not a video that can be read" + GIVE,
                        file -> Files.writeString(file, "Dear reader,\nthis is no video.\n".repeat(100))),
                bad(
                        "letter.txt",
                        "%s is not a video that can be read" + GIVE,
                        file -> Files.writeString(file, "Hello.\n")),
                bad(
                        "list.mp4",
                        "%s is not a video that can be read" + GIVE,
                        file -> Files.writeString(
                                file, "#EXTM3U\n#EXTINF:1,\nhttp://localhost:1/a.ts\n#EXT-X-ENDLIST\n")),
                bad("noise.mp4", "%s is not a video that can be read" + GIVE, file -> Files.write(file, noise(20_000))),
                bad(
                        "empty.mp4",
                        "%s is an empty file; give a video, an animation or a picture",
                        VideoEngineTest::empty),
                bad(
                        "empty.png",
                        "%s is an empty file; give a video, an animation or a picture",
                        VideoEngineTest::empty),
                bad(
                        "letter.png",
                        "the picture %s cannot be decoded or breaks off; remove or replace it",
                        file -> Files.writeString(file, "This is no picture.")),
                bad("music.wav", "%s holds sound but no video" + GIVE, file -> TestVideo.soundOnly(file)),
                bad(
                        "no-frames.mp4",
                        "%s holds no frame that can be decoded; the file may be damaged or incomplete",
                        file -> TestVideo.mp4().write(file, 0)),
                bad("half.mp4", "%s is not a video that can be read" + GIVE, VideoEngineTest::half),
                bad(
                        "pictures",
                        "the folder %s holds no pictures; it needs files ending in .jpg, .png, .webp, .bmp or .tif",
                        file -> Files.createDirectory(file)),
                bad(
                        "*.png",
                        "no picture matches %s; check the pattern, and that the files end in .jpg, .png, .webp, .bmp or .tif",
                        file -> {}));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badSources")
    void should_say_in_one_sentence_what_is_wrong_with_a_source(String name, String sentence, Maker maker)
            throws Exception {
        Path file = folder.resolve(name);
        maker.make(file);

        assertThatThrownBy(() -> new VideoEngine().open(file.toString(), VideoOptions.DEFAULTS))
                .isInstanceOf(VisionException.class)
                .hasMessage(sentence, file);
    }

    @Test
    void should_refuse_an_empty_name() {
        assertThatThrownBy(() -> new VideoEngine().open(" ", VideoOptions.DEFAULTS))
                .isInstanceOf(VisionException.class)
                .hasMessage("the name of a video is empty; give a file or a folder of pictures");
    }

    @Test
    void should_keep_a_password_to_itself_also_where_the_address_is_taken_for_a_path() {
        assertThatThrownBy(() -> new VideoEngine().open("lobby=rtsp://root:hunter2@cam/stream", VideoOptions.DEFAULTS))
                .isInstanceOf(VisionException.class)
                .hasMessage("there is no file or folder lobby=rtsp://***@cam/stream; check the path");
    }

    @Test
    void should_refuse_a_device() {
        Path device = Path.of("/dev/null");
        assumeTrue(Files.exists(device), "needs a system with /dev/null");

        assertThatThrownBy(() -> new VideoEngine().open("/dev/null", VideoOptions.DEFAULTS))
                .isInstanceOf(VisionException.class)
                .hasMessage("/dev/null is neither a file nor a folder" + GIVE);
    }

    @Test
    void should_say_that_a_file_may_not_be_read() throws Exception {
        Path file = TestVideo.mp4().write(folder.resolve("secret.mp4"), 3);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        assumeTrue(!Files.isReadable(file), "this user may read every file");

        assertThatThrownBy(() -> new VideoEngine().open(file.toString(), VideoOptions.DEFAULTS))
                .isInstanceOf(VisionException.class)
                .hasMessage("%s cannot be read; check its permissions", file);
    }

    private static Arguments bad(String name, String sentence, Maker maker) {
        return Arguments.of(name, sentence, maker);
    }

    private static void empty(Path file) throws Exception {
        Files.createFile(file);
    }

    /** The index of an ordinary MP4 file stands at its end, so that nothing of a half can be read. */
    private static void half(Path file) throws Exception {
        byte[] whole = Files.readAllBytes(TestVideo.mp4().write(file, 30));
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    }

    private static byte[] noise(int length) {
        byte[] noise = new byte[length];
        new java.util.Random(1).nextBytes(noise);
        return noise;
    }
}
