package io.agender.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The headers are those that Chromium, Firefox and Safari send, and curl. */
class ForeignPageTest {

    private static final String CHROMIUM =
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36";

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "curl                                | Host: localhost:8080                                                                                        | false",
                "page of ours                        | Host: localhost:8080~Sec-Fetch-Site: same-origin~Sec-Fetch-Mode: cors~Sec-Fetch-Dest: empty                 | false",
                "picture of ours                     | Host: localhost:8080~Sec-Fetch-Site: same-origin~Sec-Fetch-Mode: no-cors~Sec-Fetch-Dest: image              | false",
                "typed in                            | Host: localhost:8080~Sec-Fetch-Site: none~Sec-Fetch-Mode: navigate~Sec-Fetch-Dest: document                 | false",
                "no-cors fetch of another site       | Host: localhost:8080~Sec-Fetch-Site: cross-site~Sec-Fetch-Mode: no-cors~Sec-Fetch-Dest: empty               | true",
                "picture in a page of another site   | Host: localhost:8080~Sec-Fetch-Site: cross-site~Sec-Fetch-Mode: no-cors~Sec-Fetch-Dest: image               | true",
                "fetch of another site               | Host: localhost:8080~Sec-Fetch-Site: cross-site~Sec-Fetch-Mode: cors~Origin: https://evil.example           | true",
                "another port of this machine        | Host: localhost:8080~Sec-Fetch-Site: same-site~Sec-Fetch-Mode: no-cors                                      | true",
                "frame in a page of another site     | Host: localhost:8080~Sec-Fetch-Site: cross-site~Sec-Fetch-Mode: navigate~Sec-Fetch-Dest: iframe             | true",
                "old browser, fetch of another site  | Host: localhost:8080~Origin: http://evil.example                                                            | true",
                "old browser, another port           | Host: localhost:8080~Origin: http://localhost:3000                                                          | true",
                "old browser, file or sandbox        | Host: localhost:8080~Origin: null                                                                           | true",
                "old browser, form of ours           | Host: localhost:8080~Origin: http://localhost:8080                                                          | false",
                "behind a proxy with TLS             | Host: dash.example~Origin: https://dash.example                                                             | false",
            })
    void should_be_known_by_what_browsers_say(String who, String headers, boolean foreign) {
        assertThat(page(headers).sent()).isEqualTo(foreign);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "link in a page of another site    | Host: localhost~Sec-Fetch-Site: cross-site~Sec-Fetch-Mode: navigate~Sec-Fetch-Dest: document                      | true",
                "frame in a page of another site   | Host: localhost~Sec-Fetch-Site: cross-site~Sec-Fetch-Mode: navigate~Sec-Fetch-Dest: iframe                        | false",
                "fetch of another site             | Host: localhost~Sec-Fetch-Site: cross-site~Sec-Fetch-Mode: no-cors~Sec-Fetch-Dest: empty                          | false",
                "form of another site              | Host: localhost~Sec-Fetch-Site: cross-site~Sec-Fetch-Mode: navigate~Sec-Fetch-Dest: document~Origin: https://evil | false",
            })
    void should_tell_a_link_that_a_person_follows(String who, String headers, boolean visit) {
        assertThat(page(headers).isVisit()).isEqualTo(visit);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "curl                          |                                                            | false",
                "browser that says where from  | User-Agent: BROWSER~Sec-Fetch-Site: same-origin            | false",
                "page of ours                  | User-Agent: BROWSER~Referer: http://10.0.0.7:8080/cameras/a | false",
                "page of another site          | User-Agent: BROWSER~Referer: http://evil.example/          | true",
                "page that keeps it back       | User-Agent: BROWSER                                        | true",
                "page with a name like ours    | User-Agent: BROWSER~Referer: http://10.0.0.7:8080.evil.example/ | true",
            })
    void should_not_trust_a_browser_that_does_not_say_where_from(String who, String headers, boolean doubtful) {
        String all = "Host: 10.0.0.7:8080" + (headers == null ? "" : "~" + headers.replace("BROWSER", CHROMIUM));
        assertThat(page(all).mayHaveSent()).isEqualTo(doubtful);
    }

    @ParameterizedTest
    @CsvSource({
        "localhost,            true",
        "localhost:8080,       true",
        "LOCALHOST:8080,       true",
        "127.0.0.1:8080,       true",
        "127.0.0.2,            true",
        "[::1]:8080,           true",
        "evil.example,         false",
        "evil.example:8080,    false",
        "127.0.0.1.evil.example, false",
        "localhost.evil.example, false",
        "10.0.0.7:8080,        false",
        "'',                   false",
    })
    void should_know_the_names_of_this_machine(String host, boolean known) {
        assertThat(page("Host: " + host).namesThisMachine()).isEqualTo(known);
    }

    @ParameterizedTest
    @CsvSource({"10.0.0.7, true", "[fe80::1], true", "dash.example, false", "10.0.0.7.example, false"})
    void should_know_an_address_from_a_name(String host, boolean address) {
        assertThat(ForeignPage.isAddress(host)).isEqualTo(address);
    }

    private static ForeignPage page(String headers) {
        Map<String, String> all = Stream.of(headers.split("~"))
                .map(line -> line.split(": ", 2))
                .collect(Collectors.toMap(
                        line -> line[0],
                        line -> line.length > 1 ? line[1] : "",
                        (one, other) -> other,
                        () -> new TreeMap<>(String.CASE_INSENSITIVE_ORDER)));
        return new ForeignPage(all::get);
    }
}
