package dev.millrace.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnsTest {
    @Test
    void holdersTakeTurnsAndEachKeepsItsOrder() {
        Turns<String, String> turns = new Turns<>();
        List.of("a1", "a2", "a3").forEach(item -> turns.add("a", item));
        turns.add("b", "b1");
        turns.add("c", "c1");
        turns.add("b", "b2");
        assertThat(drained(turns)).containsExactly("a1", "b1", "c1", "a2", "b2", "a3");
    }

    @Test
    void whoeverComesNewWaitsForOneTurnOfEachOther() {
        Turns<String, Integer> turns = new Turns<>();
        for (int i = 0; i < 1_000; i++) {
            turns.add("flood", i);
        }
        turns.poll();
        turns.add("late", -1);
        assertThat(List.of(turns.poll(), turns.poll())).containsExactly(1, -1);
    }

    @Test
    void whatIsTakenOutDoesNotComeAnyMore() {
        Turns<String, String> turns = new Turns<>();
        turns.add("a", "a1");
        turns.add("b", "b1");
        assertThat(turns.remove("a", "a1")).isTrue();
        assertThat(turns.remove("a", "a1")).isFalse();
        assertThat(turns.size()).isEqualTo(1);
        assertThat(drained(turns)).containsExactly("b1");
        assertThat(turns.isEmpty()).isTrue();
    }

    @Test
    void whoMayNotGoIsPassedOverAndKeepsHisPlace() {
        Turns<String, String> turns = new Turns<>();
        List.of("a1", "a2").forEach(item -> turns.add("a", item));
        turns.add("b", "b1");
        turns.add("c", "c1");
        assertThat(turns.poll(holder -> !holder.equals("a"))).isEqualTo("b1");
        assertThat(turns.poll(_ -> false)).isNull();
        assertThat(turns.size()).isEqualTo(3);
        assertThat(drained(turns)).containsExactly("a1", "c1", "a2");
    }

    private static List<String> drained(Turns<String, String> turns) {
        List<String> items = new ArrayList<>();
        for (String item = turns.poll(); item != null; item = turns.poll()) {
            items.add(item);
        }
        return items;
    }
}
