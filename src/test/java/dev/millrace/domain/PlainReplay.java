package dev.millrace.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.domain.command.Command;
import dev.millrace.domain.command.Outcome;
import dev.millrace.domain.command.Refusal;
import dev.millrace.domain.event.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Holds a merchant's journal against {@link PlainMerchant}, command by command: every event must be what the plainest code
 * comes to at that place. A command is known by the time of its receipt, which no two may share.
 */
public final class PlainReplay {
    /** Is asked, between any two commands of the journal, what would be answered there. */
    public interface Visitor {
        /** @param wouldSay what a command would come to here, told as by {@link #told(Refusal)} */
        void at(long number, Function<Command, String> wouldSay);
    }

    private final PlainMerchant plain = new PlainMerchant();
    private final Set<Instant> decided = new HashSet<>();
    private final Function<Instant, Command> received;
    private final Visitor visitor;

    /** @param received finds a command by the time of its receipt; throws where there was none */
    public PlainReplay(Function<Instant, Command> received, Visitor visitor) {
        this.received = received;
        this.visitor = visitor;
    }

    /** What a refusal is told as. */
    public static String told(Refusal refusal) {
        return Told.outcome(new Outcome.Refused(refusal));
    }

    /** @throws AssertionError at the first event that is not what it must be */
    public void assertSame(List<Event> journal) {
        visit();
        int next = 0;
        while (next < journal.size()) {
            Instant at = journal.get(next).at();
            assertThat(decided.add(at))
                    .as("the command of %s is decided once", at)
                    .isTrue();
            Command command = received.apply(at);
            plain.does(command);
            List<String> told = new ArrayList<>();
            while (next < journal.size() && journal.get(next).at().equals(at)) {
                told.add(Told.event(journal.get(next++)));
            }
            int before = next - told.size();
            assertThat(told)
                    .as("what the journal has of %s", command)
                    .isEqualTo(plain.events().subList(before, plain.events().size()));
            assertThat(plain.uncovered())
                    .as("what waits after %s and is neither free nor owed nor bought", command)
                    .isEmpty();
            visit();
        }
    }

    private void visit() {
        visitor.at(plain.number(), command -> plain.copy().does(command));
    }
}
