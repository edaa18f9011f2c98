package dev.millrace.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.domain.command.Refusal;
import dev.millrace.domain.model.Fault;
import dev.millrace.store.OperationFailure;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProblemTest {
    @Test
    void isWrittenAsTheStandardHasIt() {
        Problem problem = Problem.of(
                        ProblemCode.VALIDATION_FAILED,
                        "Two things are \"wrong\".",
                        List.of(new Fault("/lines/0/sku", "empty", "Ünempty it."), new Fault("", "x", "y")))
                .at("/v1/orders");
        assertThat(text(problem)).isEqualTo("""
                        {"type":"https://millrace.dev/problems/validation_failed",\
                        "title":"The content cannot be accepted","status":422,"detail":"Two things are \\"wrong\\".",\
                        "instance":"/v1/orders","code":"validation_failed","errors":[\
                        {"pointer":"/lines/0/sku","code":"empty","detail":"Ünempty it."},\
                        {"pointer":"","code":"x","detail":"y"}]}""");
    }

    @Test
    void carriesAStoredAnswerByteForByte() {
        byte[] order = "{\"id\":\"order_1\", \"ü\":1.50}".getBytes(StandardCharsets.UTF_8);
        Problem problem = Problem.of(ProblemCode.INSUFFICIENT_STOCK, "d")
                .with(new Problem.Member.Text("retry", "new_key"))
                .with(new Problem.Member.Json("order", order));
        assertThat(text(problem)).endsWith(",\"retry\":\"new_key\",\"order\":{\"id\":\"order_1\", \"ü\":1.50}}");
    }

    @Test
    void isUtf8WhateverItQuotes() {
        Problem problem = Problem.of(ProblemCode.UNKNOWN_FIELD, "\uD800 and \uDC00 but \uD83D\uDE00");
        assertThat(text(problem)).contains("\uFFFD and \uFFFD but \uD83D\uDE00");
    }

    @Test
    void becomesAResponseOfItsStatusAndType() {
        ApiResponse response = Problem.of(ProblemCode.METHOD_NOT_ALLOWED, "d")
                .withHeader(HeaderNames.ALLOW, "GET")
                .toResponse();
        assertThat(response.status()).isEqualTo(405);
        assertThat(response.contentType()).isEqualTo("application/problem+json");
        assertThat(response.headers()).containsExactly(new Header(HeaderNames.ALLOW, "GET"));
    }

    @Test
    void isFoundByItsCode() {
        assertThat(Arrays.stream(ProblemCode.values())
                        .filter(code -> ProblemCode.find(code.text()) != code)
                        .toList())
                .isEmpty();
        assertThat(ProblemCode.find("no_such_code")).isNull();
    }

    @Test
    void translatesEverySortOfRefusal() {
        Fault fault = new Fault("/lines/0/sku", "unknown_sku", "?");
        assertThat(Problems.of(Refusal.invalid(List.of(fault))).code()).isEqualTo(ProblemCode.VALIDATION_FAILED);
        assertThat(Problems.of(Refusal.invalid(List.of(fault))).errors()).containsExactly(fault);
        assertThat(Problems.of(Refusal.notFound("?")).code()).isEqualTo(ProblemCode.NOT_FOUND);
        assertThat(Problems.of(Refusal.preconditionFailed()).code()).isEqualTo(ProblemCode.PRECONDITION_FAILED);
        assertThat(Problems.of(Refusal.conflict("product_exists", "?")).code()).isEqualTo(ProblemCode.PRODUCT_EXISTS);
        assertThatThrownBy(() -> Problems.of(Refusal.conflict("surprise", "?"))).hasMessageContaining("surprise");
    }

    @Test
    void saysOfEveryFailureWhetherAnythingWasDone() {
        assertNotExecuted(new OperationFailure.Overloaded("?"), ProblemCode.OVERLOADED);
        assertNotExecuted(new OperationFailure.ShuttingDown(), ProblemCode.SHUTTING_DOWN);
        assertNotExecuted(new OperationFailure.DeadlineExceeded(true), ProblemCode.OVERLOADED);
        assertNotExecuted(new OperationFailure.StoreUnavailable(true, null), ProblemCode.STORE_UNAVAILABLE);
        assertUnknown(new OperationFailure.DeadlineExceeded(false));
        assertUnknown(new OperationFailure.StoreUnavailable(false, null));
    }

    private static void assertNotExecuted(OperationFailure failure, ProblemCode code) {
        Problem problem = Problems.of(failure);
        assertThat(problem.code()).isEqualTo(code);
        assertThat(problem.members()).containsExactly(new Problem.Member.Flag("not_executed", true));
        assertThat(problem.headers()).containsExactly(new Header(HeaderNames.RETRY_AFTER, "1"));
    }

    private static void assertUnknown(OperationFailure failure) {
        Problem problem = Problems.of(failure);
        assertThat(problem.code()).isEqualTo(ProblemCode.OUTCOME_UNKNOWN);
        assertThat(problem.members()).isEmpty();
    }

    private static String text(Problem problem) {
        return new String(problem.toResponse().body(), StandardCharsets.UTF_8);
    }
}
