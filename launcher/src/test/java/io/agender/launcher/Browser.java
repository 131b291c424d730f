package io.agender.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.interactions.Interaction;
import org.openqa.selenium.interactions.PointerInput;
import org.openqa.selenium.interactions.Sequence;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** The Chromium of the system, without a screen, by the system's driver; nothing is downloaded. */
final class Browser implements AutoCloseable {

    private static final Pattern REQUEST = Pattern.compile("\"Network.requestWillBeSent\".*?\"url\":\"([^\"]+)\"");

    private static final Pattern PAGE = Pattern.compile("/Type\\s*/Page\\b(?!s)");

    private final ChromeDriver driver;
    private final Path screenshots;

    private Browser(ChromeDriver driver, Path screenshots) {
        this.driver = driver;
        this.screenshots = screenshots;
    }

    /** A file of this name on the PATH. */
    static Optional<Path> program(String name) {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static Browser open(Path chromium, Path chromedriver, Path screenshots) throws IOException {
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium.toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox", // as root, in CI
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--no-first-run",
                "--hide-scrollbars");
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(chromedriver.toFile())
                .usingAnyFreePort()
                .build();
        Files.createDirectories(screenshots);
        return new Browser(new ChromeDriver(service, options), screenshots);
    }

    void size(int width, int height, boolean phone) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", phone ? 2 : 1, "mobile", phone));
    }

    void prefer(String scheme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    void go(String address) {
        driver.get(address);
    }

    String address() {
        return driver.getCurrentUrl();
    }

    /** Runs a script that returns texts, numbers, lists and maps; all that it reads is of the same moment. */
    @SuppressWarnings("unchecked")
    <T> T ask(String script) {
        return (T) driver.executeScript(script);
    }

    String text(String selector) {
        String text = ask("const e = document.querySelector('" + selector + "'); return e ? e.textContent : '';");
        return text == null ? "" : text;
    }

    void press(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    /** Presses keys while another one is held. */
    void hold(Keys held, CharSequence... keys) {
        new Actions(driver).keyDown(held).sendKeys(keys).keyUp(held).perform();
    }

    /** Presses the tabulator until an element that matches has the focus. */
    boolean tabTo(String selector) {
        for (int presses = 0; presses < 40; presses++) {
            press(Keys.TAB);
            boolean there = ask("return document.activeElement.matches('" + selector + "')");
            if (there) {
                return true;
            }
        }
        return false;
    }

    /** Presses the mouse or a finger at places of an element, given as shares of its size, one after the other. */
    void tap(PointerInput.Kind kind, String selector, double... shares) {
        PointerInput pointer = new PointerInput(kind, kind.name());
        for (int i = 0; i < shares.length; i += 2) {
            Sequence sequence = new Sequence(pointer, 0);
            sequence.addAction(move(pointer, selector, shares[i], shares[i + 1]));
            sequence.addAction(pointer.createPointerDown(PointerInput.MouseButton.LEFT.asArg()));
            sequence.addAction(pointer.createPointerUp(PointerInput.MouseButton.LEFT.asArg()));
            driver.perform(List.of(sequence));
        }
    }

    /** Drags with the mouse or a finger from one place of an element to another, given as shares of its size. */
    void drag(PointerInput.Kind kind, String selector, double x, double y, double toX, double toY) {
        PointerInput pointer = new PointerInput(kind, kind.name());
        Sequence sequence = new Sequence(pointer, 0);
        sequence.addAction(move(pointer, selector, x, y));
        sequence.addAction(pointer.createPointerDown(PointerInput.MouseButton.LEFT.asArg()));
        sequence.addAction(move(pointer, selector, (x + toX) / 2, (y + toY) / 2));
        sequence.addAction(move(pointer, selector, toX, toY));
        sequence.addAction(pointer.createPointerUp(PointerInput.MouseButton.LEFT.asArg()));
        driver.perform(List.of(sequence));
    }

    private Interaction move(PointerInput pointer, String selector, double x, double y) {
        List<Number> place = ask("const e = document.querySelector('" + selector + "');"
                + "e.scrollIntoView({block: 'center'});"
                + "const box = e.getBoundingClientRect(); return [box.x, box.y, box.width, box.height];");
        return pointer.createPointerMove(
                Duration.ofMillis(20),
                PointerInput.Origin.viewport(),
                (int) Math.round(place.get(0).doubleValue() + x * place.get(2).doubleValue()),
                (int) Math.round(place.get(1).doubleValue() + y * place.get(3).doubleValue()));
    }

    /** Whether the browser has a finger in place of a mouse. */
    void touch(boolean touch) {
        driver.executeCdpCommand("Emulation.setTouchEmulationEnabled", Map.of("enabled", touch, "maxTouchPoints", 1));
    }

    void screenshot(String name) {
        try {
            Files.write(screenshots.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Prints to a file, in its colours; how many pages it has. */
    int print(String name) {
        Map<String, Object> printed =
                driver.executeCdpCommand("Page.printToPDF", Map.of("printBackground", true, "preferCSSPageSize", true));
        byte[] pdf = Base64.getDecoder().decode((String) printed.get("data"));
        try {
            Files.write(screenshots.resolve(name + ".pdf"), pdf);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return (int) PAGE.matcher(new String(pdf, StandardCharsets.ISO_8859_1))
                .results()
                .count();
    }

    /** What the page complained of since this was last asked. */
    List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        driver.manage().logs().get(LogType.BROWSER).forEach(entry -> {
            if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
                complaints.add(entry.getMessage());
            }
        });
        return complaints;
    }

    /** The addresses that were asked since this was last asked. */
    List<String> requests() {
        List<String> addresses = new ArrayList<>();
        driver.manage().logs().get(LogType.PERFORMANCE).forEach(entry -> {
            Matcher request = REQUEST.matcher(entry.getMessage());
            if (request.find() && !request.group(1).startsWith("data:")) {
                addresses.add(request.group(1));
            }
        });
        return addresses;
    }

    @Override
    public void close() {
        driver.quit();
    }
}
