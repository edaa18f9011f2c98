package dev.millrace.purchasing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.purchasing.HttpReplies.Meaning;
import dev.millrace.purchasing.HttpResult.Answered;
import dev.millrace.purchasing.HttpResult.Body;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every row of the table that says what HTTP means for a purchase order. */
class HttpRepliesTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private final HttpReplies replies = new HttpReplies(InstantSource.fixed(NOW));

    @ParameterizedTest
    @CsvSource({
        "200, DONE",
        "201, DONE",
        "202, DONE",
        "204, DONE",
        "300, MISCONFIGURED",
        "301, MISCONFIGURED",
        "307, MISCONFIGURED",
        "308, MISCONFIGURED",
        "302, DOUBTFUL",
        "303, DOUBTFUL",
        "304, DOUBTFUL",
        "400, REFUSED",
        "413, REFUSED",
        "422, REFUSED",
        "418, REFUSED",
        "499, REFUSED",
        "401, MISCONFIGURED",
        "402, MISCONFIGURED",
        "403, MISCONFIGURED",
        "407, MISCONFIGURED",
        "451, MISCONFIGURED",
        "404, MISCONFIGURED",
        "405, MISCONFIGURED",
        "410, MISCONFIGURED",
        "421, MISCONFIGURED",
        "406, MISCONFIGURED",
        "411, MISCONFIGURED",
        "412, MISCONFIGURED",
        "414, MISCONFIGURED",
        "415, MISCONFIGURED",
        "417, MISCONFIGURED",
        "426, MISCONFIGURED",
        "428, MISCONFIGURED",
        "431, MISCONFIGURED",
        "408, LATER",
        "423, LATER",
        "425, LATER",
        "429, LATER",
        "409, KNOWN_THERE",
        "424, DOUBTFUL",
        "500, DOUBTFUL",
        "502, DOUBTFUL",
        "504, DOUBTFUL",
        "503, DOUBTFUL",
        "507, DOUBTFUL",
        "599, DOUBTFUL",
        "501, MISCONFIGURED",
        "505, MISCONFIGURED",
        "511, MISCONFIGURED",
        "101, DOUBTFUL",
        "999, DOUBTFUL"
    })
    void aStatusMeans(int status, Meaning meaning) {
        assertThat(HttpReplies.meaning(status, false)).isEqualTo(meaning);
    }

    @Test
    void only503MeansSomethingElseIfItSaysWhen() {
        List<Integer> others = IntStream.range(100, 600)
                .filter(status -> HttpReplies.meaning(status, true) != HttpReplies.meaning(status, false))
                .boxed()
                .toList();

        assertThat(others).containsExactly(503);
        assertThat(HttpReplies.meaning(503, true)).isEqualTo(Meaning.LATER);
    }

    @ParameterizedTest
    @CsvSource({
        "422, dev.millrace.purchasing.Reply$Rejected",
        "429, dev.millrace.purchasing.Reply$NotSent",
        "401, dev.millrace.purchasing.Reply$Misconfigured",
        "500, dev.millrace.purchasing.Reply$Unknown",
        "200, dev.millrace.purchasing.Reply$Unknown",
        "409, dev.millrace.purchasing.Reply$Unknown"
    })
    void aSubmissionThatWasNotDoneIs(int status, Class<?> reply) {
        assertThat(replies.toSubmit(answered(status, null), null)).isInstanceOf(reply);
    }

    @ParameterizedTest
    @CsvSource({
        "422, dev.millrace.purchasing.Reply$Misconfigured",
        "404, dev.millrace.purchasing.Reply$Misconfigured",
        "429, dev.millrace.purchasing.Reply$NoAnswer",
        "500, dev.millrace.purchasing.Reply$NoAnswer",
        "200, dev.millrace.purchasing.Reply$NoAnswer"
    })
    void aQuestionThatWasNotAnsweredIs(int status, Class<?> reply) {
        assertThat(replies.toAsk(answered(status, null), null)).isInstanceOf(reply);
    }

    @ParameterizedTest
    @CsvSource({
        "422, dev.millrace.purchasing.Reply$CancelRefused",
        "409, dev.millrace.purchasing.Reply$CancelRefused",
        "405, dev.millrace.purchasing.Reply$Misconfigured",
        "503, dev.millrace.purchasing.Reply$NoAnswer"
    })
    void aCancellationThatWasNotDoneIs(int status, Class<?> reply) {
        assertThat(replies.toCancel(answered(status, null), null)).isInstanceOf(reply);
    }

    @Test
    void whatTheSupplierAskedForIsPassedOn() {
        assertThat(replies.toSubmit(answered(429, "7"), null))
                .isEqualTo(new Reply.NotSent("The supplier answered 429.", Duration.ofSeconds(7)));
        assertThat(replies.toSubmit(answered(503, "Tue, 24 Nov 2026 12:01:00 GMT"), "closed"))
                .isEqualTo(new Reply.NotSent("The supplier answered 503: closed", Duration.ofMinutes(1)));
        assertThat(replies.toSubmit(answered(503, "soon"), null)).isInstanceOf(Reply.Unknown.class);
    }

    @Test
    void withoutAConnectionNothingWasSentAndWithoutAnAnswerNobodyKnows() {
        assertThat(HttpReplies.toSubmit(new HttpResult.NotConnected("refused")))
                .isEqualTo(new Reply.NotSent("refused", null));
        assertThat(HttpReplies.toSubmit(new HttpResult.Lost("cut"))).isEqualTo(new Reply.Unknown("cut"));
        assertThat(HttpReplies.forbidden(new HttpResult.Forbidden("private")))
                .isEqualTo(new Reply.Misconfigured("private"));
    }

    @Test
    void aReasonIsOneShortLineWhateverTheSupplierSent() {
        Reply reply = replies.toSubmit(answered(422, null), "no\r\n\u0000such\u202Ething" + "!".repeat(10_000));

        assertThat(reply)
                .isInstanceOfSatisfying(
                        Reply.Rejected.class,
                        rejected -> assertThat(rejected.reason())
                                .startsWith("The supplier answered 422: no   suchthing!")
                                .hasSize(200));
    }

    private static Answered answered(int status, @Nullable String retryAfter) {
        return new Answered(status, null, retryAfter, Body.EMPTY, true);
    }
}
