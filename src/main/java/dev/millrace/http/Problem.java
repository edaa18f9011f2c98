package dev.millrace.http;

import dev.millrace.domain.model.Fault;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong, as RFC 9457 has it.
 *
 * @param code its sort; carries status, title and type
 * @param detail about this occurrence, for people
 * @param instance the path that it is about; null for the request's own
 * @param errors the single faults, where there are some
 * @param members further members of this sort of problem, in order
 * @param headers that the response carries beside the body
 */
public record Problem(
        ProblemCode code,
        String detail,
        @Nullable String instance,
        List<Fault> errors,
        List<Member> members,
        List<Header> headers) {

    /** A member beyond those that every problem has. */
    public sealed interface Member {
        String name();

        record Text(String name, String value) implements Member {}

        record Count(String name, long value) implements Member {}

        record Flag(String name, boolean value) implements Member {}

        /** JSON that exists already, UTF-8. */
        @SuppressWarnings("ArrayRecordComponent") // A stored answer on its way out; nobody changes or compares it.
        record Json(String name, byte[] value) implements Member {}
    }

    public Problem {
        errors = List.copyOf(errors);
        members = List.copyOf(members);
        headers = List.copyOf(headers);
    }

    public static Problem of(ProblemCode code, String detail) {
        return of(code, detail, List.of());
    }

    public static Problem of(ProblemCode code, String detail, List<Fault> errors) {
        return new Problem(code, detail, null, errors, List.of(), List.of());
    }

    /** This problem, about that path. */
    public Problem at(String path) {
        return new Problem(code, detail, path, errors, members, headers);
    }

    /** This problem with one more member. */
    public Problem with(Member member) {
        return new Problem(code, detail, instance, errors, appended(members, member), headers);
    }

    /** This problem with one more header. */
    public Problem withHeader(CharSequence name, String value) {
        return new Problem(code, detail, instance, errors, members, appended(headers, new Header(name, value)));
    }

    /** As it goes out. */
    public ApiResponse toResponse() {
        return new ApiResponse(code.status(), MediaTypes.PROBLEM, headers, ProblemWriter.write(this));
    }

    private static <T> List<T> appended(List<T> list, T last) {
        List<T> more = new ArrayList<>(list);
        more.add(last);
        return more;
    }
}
