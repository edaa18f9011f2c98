package dev.millrace.load;

/** The server answered, but not what is true. Gatling counts the request as failed and shows the message. */
final class WrongAnswer extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WrongAnswer(String message) {
        super(message);
    }
}
