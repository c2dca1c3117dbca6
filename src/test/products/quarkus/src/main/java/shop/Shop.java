package shop;

import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;

/** Writes an order, finds those of the rounds before, and alters their table in round 3. */
@QuarkusMain
public class Shop implements QuarkusApplication {
    @Inject
    EntityManager entities;

    @Override
    @Transactional
    public int run(String... arguments) {
        var round = Long.parseLong(arguments[0]);
        var order = new Order();
        order.name = "of round " + round;
        entities.persist(order);
        var count = entities.createQuery("SELECT count(o) FROM Order o", Long.class).getSingleResult();
        if (count != round) {
            throw new IllegalStateException(count + " rows in round " + round);
        }
        if (round == 3) {
            entities.createNativeQuery("ALTER TABLE orders ADD state varchar(10)").executeUpdate();
        }
        return 0;
    }
}
