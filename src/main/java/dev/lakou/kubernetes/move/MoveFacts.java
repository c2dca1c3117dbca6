package dev.lakou.kubernetes.move;

import dev.lakou.api.SchemaMoveStatus.Phase;

/**
 * What decides about the next step.
 *
 * @param onTarget whether the service is on the other server
 * @param wanted whether nobody deletes the move, its service, or the server that it goes to
 * @param underway whether this very process has begun what the phase is about
 * @param kept whether what was set aside was kept for long enough
 * @param deletes whether the service asks for the deletion of its data
 * @param confirmed whether a person has said that the rows may be lost
 */
record MoveFacts(
        Phase phase,
        boolean onTarget,
        boolean wanted,
        boolean underway,
        boolean kept,
        boolean deletes,
        boolean confirmed) {}
