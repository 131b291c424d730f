package io.agender.schemas.camera;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agender.schemas.CameraLine;
import io.agender.schemas.CameraVersion;
import io.agender.schemas.CameraZone;
import io.agender.schemas.FramePoint;
import io.agender.schemas.LineSide;
import io.agender.schemas.OpenDate;
import io.agender.schemas.OpenDay;
import io.agender.schemas.OpenTime;
import io.agender.schemas.OpeningHours;
import io.agender.schemas.TrustedRecords;
import io.agender.schemas.WeekDay;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsRulesTest {

    static {
        TrustedRecords.ensure();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "a triangle                        | 0 0  1 0  0 1",
                "a square, the other way round     | 0 0  0 1  1 1  1 0",
                "the whole picture                 | 0 0  1 0  1 1  0 1",
                "a bay                             | 0 0  1 0  1 1  0.5 0.2  0 1",
                "a corner that is none             | 0 0  0.5 0  1 0  1 1",
            })
    void should_take_polygons_that_are_some(String name, String corners) {
        assertThatCode(() -> SettingsRules.check(zone(corners))).doesNotThrowAnyException();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "a bow tie                | 0 0  1 1  1 0  0 1                      | crosses itself",
                "a star                   | 0.5 0  0.8 1  0 0.4  1 0.4  0.2 1       | crosses itself",
                "all on one line          | 0 0  0.5 0.5  1 1                       | crosses itself or touches itself",
                "there and back           | 0 0  1 0  0.5 0  0.5 1                  | touches itself",
                "a corner on a side       | 0 0  1 0  1 1  0.5 0  0 1               | touches itself",
                "a corner twice in a row  | 0 0  0 0  1 0  1 1                      | touches itself",
                "two points               | 0 0  1 1                                | 2 points; a polygon takes three",
                "no point                 | ''                                      | 0 points",
                "right of the picture     | 0 0  1.1 0  1 1                         | outside of the picture, [1.1,"
                        + " 0.0]",
                "above the picture        | 0 -0.1  1 0  1 1                        | outside of the picture",
                "no number                | 0 NaN  1 0  1 1                         | outside of the picture",
            })
    void should_refuse_polygons_that_are_none(String name, String corners, String why) {
        assertThatThrownBy(() -> SettingsRules.check(zone(corners)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the zone counter ")
                .hasMessageContaining(why)
                .hasMessageMatching("[^\\n]+\\.");
    }

    @Test
    void should_refuse_a_name_that_is_there_twice_or_is_none() {
        CameraVersion twice = zone("0 0  1 0  0 1");
        twice.setZones(List.of(twice.getZones().get(0), twice.getZones().get(0)));
        assertThatThrownBy(() -> SettingsRules.check(twice)).hasMessage("the zone counter is there twice.");

        CameraVersion nameless = zone("0 0  1 0  0 1");
        nameless.getZones().get(0).setName(" ");
        assertThatThrownBy(() -> SettingsRules.check(nameless)).hasMessageContaining("a zone has no name");

        CameraVersion point = empty();
        point.setLines(
                List.of(new CameraLine("door", new FramePoint(0.5, 0.5), new FramePoint(0.5, 0.5), LineSide.LEFT)));
        assertThatThrownBy(() -> SettingsRules.check(point)).hasMessage("the line door begins where it ends.");
    }

    @ParameterizedTest
    @CsvSource({"Europe/Berlin,", "UTC,", "Europe/Kiel, Europe/Kiel", "'here or there', here or there"})
    void should_know_time_zones(String name, String refused) {
        CameraVersion version = empty();
        version.setTimeZone(name);
        if (refused == null) {
            assertThatCode(() -> SettingsRules.check(version)).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> SettingsRules.check(version))
                    .hasMessageContaining("there is no time zone " + refused);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "540-720 780-1440  |",
                "540-720 700-1080  | overlap",
                "540-720 720-1080  | begins where another ends",
                "720-540           | end before they begin",
                "540-1500          | 24:00 at most",
            })
    void should_refuse_opening_hours_that_overlap_or_are_none(String times, String why) {
        for (boolean ofADate : new boolean[] {true, false}) {
            CameraVersion version = empty();
            version.setOpeningHours(
                    ofADate
                            ? new OpeningHours(List.of(), List.of(new OpenDate("2026-12-24", open(times))))
                            : new OpeningHours(List.of(new OpenDay(WeekDay.MONDAY, open(times))), List.of()));
            if (why == null) {
                assertThatCode(() -> SettingsRules.check(version)).doesNotThrowAnyException();
            } else {
                assertThatThrownBy(() -> SettingsRules.check(version))
                        .hasMessageContaining(ofADate ? "2026-12-24" : "monday")
                        .hasMessageContaining(why);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1970-01-01T00:00:00Z          |",
                "9999-12-30T00:00:00Z          |",
                "1969-12-31T23:59:59Z          | from 1970 to 9999",
                "+1000000000-12-31T23:59:59Z   | from 1970 to 9999",
            })
    void should_refuse_a_time_that_no_record_can_hold(String time, String why) {
        CameraVersion version = empty();
        version.setValidFrom(Instant.parse(time));
        if (why == null) {
            assertThatCode(() -> SettingsRules.check(version)).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> SettingsRules.check(version)).hasMessageContaining(why);
        }
    }

    @Test
    void should_refuse_a_site_that_is_no_name() {
        CameraVersion version = empty();
        for (String site : List.of(" ", "x".repeat(201), "Bre\nmen")) {
            version.setSite(site);
            assertThatThrownBy(() -> SettingsRules.check(version)).hasMessageStartingWith("the site has no name");
        }
        version.setSite("Bremen, Haus 3");
        assertThatCode(() -> SettingsRules.check(version)).doesNotThrowAnyException();
    }

    private static List<OpenTime> open(String times) {
        return Arrays.stream(times.split(" "))
                .map(time -> time.split("-"))
                .map(ends -> new OpenTime(Integer.parseInt(ends[0]), Integer.parseInt(ends[1])))
                .toList();
    }

    private static CameraVersion zone(String corners) {
        double[] numbers = corners.isBlank()
                ? new double[0]
                : Arrays.stream(corners.trim().split(" +"))
                        .mapToDouble(Double::parseDouble)
                        .toArray();
        List<FramePoint> polygon = new ArrayList<>();
        for (int i = 0; i < numbers.length; i += 2) {
            polygon.add(new FramePoint(numbers[i], numbers[i + 1]));
        }
        CameraVersion version = empty();
        version.setZones(List.of(new CameraZone("counter", polygon)));
        return version;
    }

    private static CameraVersion empty() {
        return CameraVersion.newBuilder()
                .setVersion(1)
                .setValidFrom(Instant.EPOCH)
                .setAppliedAt(Instant.EPOCH)
                .build();
    }
}
