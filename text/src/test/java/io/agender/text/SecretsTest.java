package io.agender.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "No registry at http://root:hunter2@reg:8081; check | No registry at http://***@reg:8081; check",
                "http://hunter2@reg | http://***@reg",
                "http://root:hun@ter2@reg/a | http://***@reg/a",
                "http://root:hun/ter2@reg/a | http://***@reg/a",
                "Illegal character in authority at index 7: http://root:hun ter2@reg | "
                        + "Illegal character in authority at index 7: http://***@reg",
                "^both http://a:hunter2@x and rtsp://b:hunter2@y^ | both http://***@x and rtsp://***@y",
                "http://reg/a?pw=hunter2 | http://reg/a?pw=***",
                "http://reg/a?x=1&token=hunter2&y=2 (refused) | http://reg/a?x=1&token=***&y=2 (refused)",
                "http://reg/a?key=hunter2 | http://reg/a?key=***",
                "http://cam/a?u=root&p=hunter2 | http://cam/a?u=***&p=***",
                "there is no file or folder root:hunter2@cam/a; check | there is no file or folder ***@cam/a; check",
                "http:/root:hunter2@cam/a | http:/***@cam/a",
                "//root:hunter2@cam/a | //***@cam/a",
                "^http:\\\\root:hunter2@cam^ | ^http:\\\\***@cam^",
                "http://cam/a?access=hunter2&bearer=hunter2 | http://cam/a?access=***&bearer=***",
                "http://cam/a?code=hunter2&codec=h264 | http://cam/a?code=***&codec=h264",
                "http://cam/a?%70assword=hunter2 | http://cam/a?%70assword=***",
                "http://cam/a;passwd=hunter2 | http://cam/a;passwd=***",
                "http://cdn/a.ts?X-Amz-Signature=hunter2 | http://cdn/a.ts?X-Amz-Signature=***",
                "rtsp://cam:554/user=root_password=hunter2_channel=1 | rtsp://cam:554/user=root_password=***",
                "'--dashboard-token=hunter2' | '--dashboard-token=***'",
                "ssl.truststore.password=hunter2 | ssl.truststore.password=***",
                "ssl.key.password = \"hun ter2\", next | ssl.key.password = ***, next",
                "{\"client.secret\": \"hun\\\"ter2\"} | {\"client.secret\": ***}",
                "AGENDER_DASHBOARD_TOKEN=hunter2 | AGENDER_DASHBOARD_TOKEN=***",
                "basic.auth.user.info=root:hunter2 | basic.auth.user.info=***",
                "password:hunter2 | password:***",
                "sasl.jaas.config=PlainLoginModule username=\"root\" hunter2; | sasl.jaas.config=***",
                "sasl.jaas.config: PlainLoginModule hunter2 | sasl.jaas.config: ***",
                "x.PlainLoginModule required username=root \"hunter2\" | x.PlainLoginModule required ***",
                "Authorization: Basic cm9vdDpodW50ZXIy | Authorization: Basic ***",
                "authorization=Bearer hunter2, x | authorization=Bearer ***, x",
                "-----BEGIN PRIVATE KEY----- hunter2 -----END PRIVATE KEY----- | "
                        + "-----BEGIN PRIVATE KEY-----***-----END PRIVATE KEY-----",
            })
    void should_hide_what_lets_someone_in(String text, String shown) {
        assertThat(Secrets.hidden(text)).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Record agender.frames-0@17 of lobby",
                "No schema registry answers at http://reg:8081; check --registry-url (Connection refused).",
                "http://127.0.0.1:8081 is away since record agender.frames-0@17",
                "http://reg:8081, then agender.frames-0@17",
                "Camera lobby: record agender.frames-0@17 goes to the dead letters: no picture",
                "controller.quorum.voters=1@127.0.0.1:4334,2@127.0.0.1:4335",
                "dashboard.token: must have 16 characters or more",
                "The brokers do not accept the user and password; check kafka.sasl.jaas.config and kafka.sasl.mechanism",
                "This dashboard asks for its token: as password, with any user name.",
                "rtsp://cam:8554/stream?channel=1",
                "AGENDER_MIN_SCORE=0.6",
                "camera key lobby",
            })
    void should_leave_everything_else_alone(String text) {
        assertThat(Secrets.hidden(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://root:hun/ter 2@reg/a",
                "lobby=http://root:hunter2 hun/ter2@reg/a",
                "http://cam?pw=x&user=y@reg/a",
            })
    void should_take_all_before_the_last_at_for_the_password_where_the_text_is_one_address(String text) {
        assertThat(Secrets.hiddenInAddress(text)).endsWith("http://***@reg/a").doesNotContain("hun");
    }
}
