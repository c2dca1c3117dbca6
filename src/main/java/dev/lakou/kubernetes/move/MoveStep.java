package dev.lakou.kubernetes.move;

/** What a move does next. */
enum MoveStep {
    /** Looks, and changes nothing. */
    CHECK,
    /** Makes the other server ready and begins to copy. */
    PREPARE,
    /** Looks how far the copy is. */
    WATCH,
    /** Takes the service over. */
    CUT_OVER,
    /** Goes on with what was begun in the background. */
    WAIT,
    /** Says that it will take back what was begun. */
    CALL_OFF,
    /** Takes it back. */
    TAKE_BACK,
    /** The service is on the other server: says so. */
    ACKNOWLEDGE,
    /** Closes the former server to the service. */
    SET_ASIDE,
    /** Leaves what was set aside until its time has come. */
    KEEP,
    /** Its time has come, and a person has to say that its rows may be lost. */
    ASK,
    /** Drops what was set aside. */
    DROP,
    /** Its time has come, and it stays. */
    LEAVE,
    /** Nothing. */
    REST
}
