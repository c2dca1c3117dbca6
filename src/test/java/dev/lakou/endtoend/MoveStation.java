package dev.lakou.endtoend;

/** Where a move is when its operator is killed: as far as it can be in a phase without having told the next one. */
enum MoveStation {
    PREPARING,
    COPYING,
    AWAITING_APPROVAL,
    BEFORE_DECISION,
    AFTER_DECISION,
    SWITCHED,
    KEEPING,
    CALLING_OFF;

    /** Whether the service is on the other server, whatever happens. */
    boolean isDecided() {
        return this == AFTER_DECISION || this == SWITCHED || this == KEEPING;
    }

    boolean needsApproval() {
        return this == AWAITING_APPROVAL || this == CALLING_OFF;
    }

    /** Whether work goes on in it: of such ones only so many are under way together. */
    boolean isAtWork() {
        return this == BEFORE_DECISION || this == AFTER_DECISION;
    }
}
