package dev.millrace.domain;

import dev.millrace.domain.event.Event;
import dev.millrace.domain.state.ChangeSet;
import dev.millrace.domain.state.MerchantState;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;

/** Walks through a journal, command by command: what somebody reads who looks right after each of them. */
public final class StepByStep {
    private StepByStep() {}

    /** @param afterCommand is told the time of receipt of each command, which names it, and the books as it leaves them */
    public static void through(List<Event> journal, BiConsumer<Instant, Books> afterCommand) {
        Books books = new Books();
        MerchantState state = MerchantState.beforeTheFirstEvent(Merchant.ID, Books.HISTORY);
        for (int position = 0; position < journal.size(); position++) {
            Event event = journal.get(position);
            ChangeSet changes = new ChangeSet();
            state.apply(event).forEach(changes::add);
            books.write(changes);
            boolean isLast = position + 1 == journal.size()
                    || !journal.get(position + 1).at().equals(event.at());
            if (isLast) {
                afterCommand.accept(event.at(), books);
            }
        }
    }
}
