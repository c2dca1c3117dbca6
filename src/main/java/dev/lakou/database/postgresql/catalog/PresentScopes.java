package dev.lakou.database.postgresql.catalog;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Of several scopes those of which something is there, and how much: what decides which further questions can have an answer.
 *
 * @param present those of which something is there
 * @param occupiedAskers whose schemas something lies in, or those that they want rights on everything in
 * @param askersWithRightsOnTables who hold rights on tables or columns
 */
record PresentScopes(List<CatalogScope> present, Set<Integer> occupiedAskers, Set<Integer> askersWithRightsOnTables) {
    PresentScopes {
        present = List.copyOf(present);
        occupiedAskers = Set.copyOf(occupiedAskers);
        askersWithRightsOnTables = Set.copyOf(askersWithRightsOnTables);
    }

    /** How all of these are once they were made where nothing of them was: with their schemas, and nothing in them. */
    static PresentScopes justMade(List<CatalogScope> scopes) {
        return new PresentScopes(
                scopes.stream()
                        .map(scope -> scope.withMarked(scope.homes().stream()
                                .filter(home ->
                                        home.marker() != null && scope.markers().contains(home.marker()))
                                .map(CatalogScope.Home::home)
                                .collect(Collectors.toUnmodifiableSet())))
                        .toList(),
                Set.of(),
                Set.of());
    }

    List<CatalogScope> occupied() {
        return those(scope -> occupiedAskers.contains(scope.asker()));
    }

    List<CatalogScope> empty() {
        return those(scope -> !occupiedAskers.contains(scope.asker()));
    }

    List<CatalogScope> withRightsOnTables() {
        return those(scope -> askersWithRightsOnTables.contains(scope.asker()));
    }

    private List<CatalogScope> those(Predicate<CatalogScope> which) {
        return present.stream().filter(which).toList();
    }
}
