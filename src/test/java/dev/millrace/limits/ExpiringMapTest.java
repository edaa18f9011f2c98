package dev.millrace.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ExpiringMapTest {
    private long nanos = 1;
    private final ExpiringMap<String, Integer> map = new ExpiringMap<>(3, Duration.ofNanos(10), () -> nanos);

    @Test
    void remembersUntilTheTimeIsOver() {
        map.put("a", 1);
        nanos += 9;
        assertThat(map.get("a")).isEqualTo(1);
        nanos += 1;
        assertThat(map.get("a")).isNull();
        assertThat(map.size()).isZero();
    }

    @Test
    void countsTheTimeFromThePutAndNotFromTheGet() {
        map.put("a", 1);
        nanos += 9;
        map.get("a");
        nanos += 1;
        assertThat(map.get("a")).isNull();
    }

    @Test
    void forgetsTheOldestWhenItIsFull() {
        map.put("a", 1);
        map.put("b", 2);
        map.put("c", 3);
        map.put("a", 4);
        map.put("d", 5);
        assertThat(map.get("b")).isNull();
        assertThat(map.get("a")).isEqualTo(4);
        assertThat(map.get("c")).isEqualTo(3);
        assertThat(map.get("d")).isEqualTo(5);
        assertThat(map.size()).isEqualTo(3);
    }

    @Test
    void forgetsAKeyThatIsTakenOut() {
        map.put("a", 1);
        map.put("b", 2);
        map.remove("a");
        map.remove("nobody");
        assertThat(map.get("a")).isNull();
        assertThat(map.get("b")).isEqualTo(2);
        assertThat(map.size()).isEqualTo(1);
    }

    @Test
    void forgetsWhatIsOverWhenSomethingComes() {
        map.put("a", 1);
        map.put("b", 2);
        nanos += 10;
        map.put("c", 3);
        assertThat(map.size()).isEqualTo(1);
    }
}
