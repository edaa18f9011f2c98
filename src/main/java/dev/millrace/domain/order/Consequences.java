package dev.millrace.domain.order;

import dev.millrace.domain.event.Event;
import dev.millrace.domain.event.EventData;
import dev.millrace.domain.model.Keyed;
import dev.millrace.domain.model.KnownOrder;
import dev.millrace.domain.model.Order;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What follows from a change of an order in the same decision: purchases that shrink, and waiting lines that are filled,
 * its own among them. Whoever asked for the change is shown the order as all of this leaves it.
 *
 * @param order as the change itself leaves it
 * @param number of the event that tells of the change
 * @param followed events after that one, in order
 */
record Consequences(Order order, long number, List<EventData> followed) {
    Consequences {
        followed = List.copyOf(followed);
    }

    /** The order after all of it, with the number of the last event that changed it. */
    KnownOrder answer() {
        KnownOrder answer = new KnownOrder(order, number);
        for (int index = 0; index < followed.size(); index++) {
            if (followed.get(index) instanceof EventData.BackordersFilled(Order filled, var _)
                    && filled.id().equals(order.id())) {
                answer = new KnownOrder(filled, number + 1 + index);
            }
        }
        return answer;
    }

    /** The same where the event of the change does not tell it already; else null. */
    @Nullable
    KnownOrder furtherAnswer() {
        KnownOrder answer = answer();
        return answer.number() == number ? null : answer;
    }

    /** The change and what followed. */
    List<Event> events(Instant at, @Nullable Keyed keyed, EventData change) {
        List<Event> events = new ArrayList<>();
        events.add(new Event(number, at, keyed, change));
        for (EventData data : followed) {
            events.add(new Event(number + events.size(), at, null, data));
        }
        return events;
    }
}
