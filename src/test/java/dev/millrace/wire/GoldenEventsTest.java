package dev.millrace.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.domain.event.Event;
import dev.millrace.domain.event.EventData;
import dev.millrace.domain.model.PurchaseOrderStep;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * DESIGN §4: golden files hold the journal's events. Journals are kept for ever and the feed is public, so a field that
 * is renamed, moved or left out by a change of the program must be noticed; and a new field must be wanted.
 *
 * <p>What the program writes now lies in {@code target/golden/events} after this test. Whoever adds a field within a
 * version copies it from there, and keeps the file of before among the earlier ones.
 */
class GoldenEventsTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden/events");
    private static final Path EARLIER = Path.of("src/test/resources/golden/earlier-events");
    private static final Path WRITTEN = Path.of("target/golden/events");

    static List<Event> examples() {
        return EventExamples.all();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void isWrittenAsEver(Event example) throws IOException {
        String written = write(example);
        Files.createDirectories(WRITTEN);
        Files.writeString(file(WRITTEN, example), written);

        assertThat(file(GOLDEN, example)).content(StandardCharsets.UTF_8).isEqualTo(written);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void isReadAsItWas(Event example) throws IOException {
        assertThat(EventReader.read(Files.readString(file(GOLDEN, example)))).containsExactly(example);
    }

    /** Beside a newer release that writes more, in whatever object, an older one goes on. */
    @ParameterizedTest
    @MethodSource("examples")
    void isReadThoughItGrew(Event example) throws IOException {
        String grown = Files.readString(file(GOLDEN, example)).replace("{\"", "{\"later\":{\"also\":[1]},\"");

        assertThat(EventReader.read(grown)).containsExactly(example);
    }

    @Test
    void everyTypeHasAnExample() {
        Set<Class<?>> kinds =
                examples().stream().map(event -> event.data().getClass()).collect(Collectors.toSet());
        Set<String> steps = Arrays.stream(PurchaseOrderStep.values())
                .map(step -> "purchase_order." + step.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());

        assertThat(kinds)
                .containsExactlyInAnyOrder(
                        Arrays.stream(EventData.class.getPermittedSubclasses()).toArray(Class<?>[]::new));
        assertThat(types(examples())).containsAll(steps).doesNotHaveDuplicates();
    }

    @Test
    void everyGoldenFileIsOfAType() throws IOException {
        Set<String> files = new TreeSet<>();
        try (Stream<Path> found = Files.list(GOLDEN)) {
            found.forEach(file -> files.add(file.getFileName().toString()));
        }

        assertThat(files)
                .containsExactlyInAnyOrderElementsOf(
                        types(examples()).stream().map(type -> type + ".json").toList());
    }

    /** {@code product.created} of before products had packs. */
    @Test
    void aProductWithoutPacksIsBoughtInAnyAmount() throws IOException {
        assertThat(EventReader.read(Files.readString(EARLIER.resolve("product.created-without-packs.json"))))
                .singleElement()
                .extracting(Event::data)
                .isEqualTo(new EventData.ProductCreated(EventExamples.productWithoutPacks()));
    }

    /** Of before purchase orders kept what they were told. */
    @Test
    void ofAPurchaseOrderWithoutStepsNothingWasTold() throws IOException {
        assertThat(EventReader.read(Files.readString(EARLIER.resolve("purchase_order.sent-without-steps.json"))))
                .singleElement()
                .extracting(event ->
                        ((EventData.PurchaseOrderChanged) event.data()).order().steps())
                .isEqualTo(Set.of());
    }

    /** Of before an edit or a return could fill lines of its own order: what it came to is the event's own order. */
    @Test
    void aChangedOrderWithoutAnAnswerIsItsOwnAnswer() throws IOException {
        for (Event example : examples()) {
            Path earlier = EARLIER.resolve(example.data().type() + "-without-answer.json");
            EventData expected = switch (example.data()) {
                case EventData.OrderEdited(var order, var lines, var updates, var _) ->
                    new EventData.OrderEdited(order, lines, updates, null);
                case EventData.OrderReturned(var order, var id, var lines, var _) ->
                    new EventData.OrderReturned(order, id, lines, null);
                default -> null;
            };
            assertThat(Files.exists(earlier)).as(earlier.toString()).isEqualTo(expected != null);
            if (expected != null) {
                assertThat(EventReader.read(Files.readString(earlier)))
                        .singleElement()
                        .extracting(Event::data)
                        .isEqualTo(expected);
            }
        }
    }

    private static Collection<String> types(List<Event> events) {
        return events.stream().map(event -> event.data().type()).toList();
    }

    private static Path file(Path folder, Event event) {
        return folder.resolve(event.data().type() + ".json");
    }

    /** The bytes of the journal, and a line break for whoever edits them. */
    private static String write(Event event) {
        EventWriter writer = new EventWriter(1_024);
        writer.write(event);
        return writer.finish() + "\n";
    }
}
