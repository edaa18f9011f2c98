package dev.millrace.attack.model;

import dev.millrace.attack.model.Step.Sent;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One script on one fresh merchant, beside the model. Belongs to one thread. */
final class Trial {
    private final Service service;
    private final Seen seen;
    private final Log log;
    private final Known known;
    private final Events events;
    private Model model = new Model();

    /** Is told of what is said, if it asks. */
    @FunctionalInterface
    interface Log {
        void said(Supplier<String> what);
    }

    /** @param log is told of every request and its answer */
    Trial(Service service, Seen seen, Log log) {
        this.service = service;
        this.seen = seen;
        this.log = log;
        this.known = new Known(Events.history(service));
        this.events = new Events(service, known);
    }

    /** The first thing that is otherwise than it should be, in an answer or in the books at the end. */
    Optional<Divergence> run(List<Step> script) {
        for (int position = 0; position < script.size(); position++) {
            Step step = script.get(position);
            String wrong = guarded(() -> carryOut(step));
            if (wrong != null) {
                return Optional.of(new Divergence(position, known.readable(wrong)));
            }
        }
        String wrong = guarded(() -> new Books(service, known, events).compare(model));
        return wrong == null ? Optional.empty() : Optional.of(new Divergence(script.size(), known.readable(wrong)));
    }

    /** An answer that cannot be read, or none at all, is a difference too. */
    private static @Nullable String guarded(Supplier<@Nullable String> part) {
        try {
            return part.get();
        } catch (RuntimeException e) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            return "It came to no comparison: " + trace;
        }
    }

    private @Nullable String carryOut(Step step) {
        List<Asked> asked = step.wishes().stream()
                .map(sent -> sent.wish().asked(model, known))
                .toList();
        List<CompletableFuture<Answer>> sent = IntStream.range(0, asked.size())
                .mapToObj(each -> service.send(
                        step.wishes().get(each).node(), asked.get(each).call()))
                .toList();
        List<Answer> answers = sent.stream().map(CompletableFuture::join).toList();
        for (int each = 0; each < asked.size(); each++) {
            asked.get(each).learn().accept(answers.get(each));
        }
        events.learnDrafts();
        List<String> heard = IntStream.range(0, asked.size())
                .mapToObj(each -> asked.get(each).heard().apply(answers.get(each)))
                .toList();
        note(step, asked, heard);
        List<Model> explanations = Serial.explanations(model, asked, heard);
        if (explanations.isEmpty()) {
            return unexplained(asked, heard);
        }
        String wrong = choose(explanations, step.wishes().getFirst().node());
        Sent first = step.wishes().getFirst();
        boolean isAlone = step.wishes().size() == 1 && first.wish().isCommand();
        return wrong != null || !isAlone ? wrong : new ReadAtOnce(service, first.node()).compare(answers.getFirst());
    }

    /** Goes on with the one explanation; where there are several, the feed knows what happened. */
    private @Nullable String choose(List<Model> explanations, int node) {
        if (explanations.size() == 1) {
            model = explanations.getFirst();
            return null;
        }
        seen.count("an order that only the feed tells");
        long before = model.merchant().number();
        List<String> news = events.after(before, node);
        Optional<Model> told = explanations.stream()
                .filter(each -> news.equals(since(each, before)))
                .findFirst();
        if (told.isEmpty()) {
            return "The feed tells of no order that explains the answers: " + news + "\n  possible: "
                    + explanations.stream().map(each -> since(each, before)).toList();
        }
        model = told.get();
        return null;
    }

    private static List<String> since(Model model, long number) {
        List<String> all = model.merchant().events();
        return all.subList((int) number, all.size());
    }

    private void note(Step step, List<Asked> asked, List<String> heard) {
        for (int each = 0; each < asked.size(); each++) {
            Sent sent = step.wishes().get(each);
            seen.count(sent.wish(), heard.get(each));
            int one = each;
            log.said(() -> known.readable("%s to node %d: %s%n        %s"
                    .formatted(
                            one == 0 ? "" : "  and at once",
                            sent.node(),
                            asked.get(one).call(),
                            heard.get(one))));
        }
    }

    private String unexplained(List<Asked> asked, List<String> heard) {
        StringBuilder text = new StringBuilder(
                asked.size() == 1 ? "Another answer." : "No order explains these answers; in this one:");
        Model inThisOrder = model.copy();
        for (int each = 0; each < asked.size(); each++) {
            text.append("%n  %s%n    expected: %s%n    answered: %s"
                    .formatted(
                            asked.get(each).call(), asked.get(each).expected().apply(inThisOrder), heard.get(each)));
        }
        return text.toString();
    }
}
