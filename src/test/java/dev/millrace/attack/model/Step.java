package dev.millrace.attack.model;

import java.util.ArrayList;
import java.util.List;

/** Wishes that are sent at once; most often one. The next step waits for all answers. */
record Step(List<Sent> wishes) {
    Step {
        wishes = List.copyOf(wishes);
    }

    /** @param node to which it is sent, from 0 */
    record Sent(Wish wish, int node) {
        private List<Sent> simpler() {
            List<Sent> simpler = new ArrayList<>();
            wish.simpler().forEach(less -> simpler.add(new Sent(less, node)));
            if (node > 0) {
                simpler.add(new Sent(wish, 0));
            }
            return simpler;
        }
    }

    static Step of(Wish wish, int node) {
        return new Step(List.of(new Sent(wish, node)));
    }

    List<Step> simpler() {
        return Simpler.fewer(wishes, Sent::simpler).stream().map(Step::new).toList();
    }

    int commands() {
        return (int) wishes.stream().filter(sent -> sent.wish().isCommand()).count();
    }
}
