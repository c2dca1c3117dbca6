package dev.lakou.kubernetes.secret;

/** Which issue of an account's password is the current one, and how that is known. */
public record FoundPassword(IssuedPassword issued, Origin origin) {

    /** How it is known. */
    public enum Origin {
        /** The status recorded it: the server is made to take it. */
        RECORDED,
        /** The server takes it already. */
        ACCEPTED,
        /** Nobody had one before. */
        FIRST,
        /** The one before was lost just now: this one takes its place, and that is announced. */
        REPLACED,
        /** As one of the two before, by this process, in an attempt that did not reach its end. */
        PENDING
    }
}
