package dev.lakou.endtoend;

/** What a person does to a resource that is in some state. */
enum Operation {
    /** Corrects what is wrong, in the spec or around it. */
    EDIT_BACK("back"),
    /** Makes another mistake in the spec, and gives up. */
    EDIT_TO_ANOTHER_MISTAKE("other"),
    DELETE_WITH_RETAIN("retain"),
    DELETE_WITH_DELETE("delete"),
    DELETE_NAMESPACE("ns"),
    /** Deletes the DatabaseServer first, then the resource. */
    DELETE_SERVER("server"),
    /** Restarts the operator, then corrects what is wrong. */
    RESTART("restart");

    private final String word;

    Operation(String word) {
        this.word = word;
    }

    /** As names of resources and of what is on a server hold it. */
    String word() {
        return word;
    }

    /** Whether the resource is to become what its spec says, and not to go. */
    boolean corrects() {
        return this == EDIT_BACK || this == RESTART;
    }

    boolean deletesAtOnce() {
        return this == DELETE_WITH_RETAIN || this == DELETE_WITH_DELETE;
    }

    /** Whether data stay behind, by the policy of a ServiceSchema. */
    boolean retains() {
        return this == DELETE_WITH_RETAIN || this == DELETE_NAMESPACE;
    }
}
