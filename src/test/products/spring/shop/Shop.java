package shop;

import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** Writes an order, and finds those of the rounds before. */
@SpringBootApplication
@EntityScan("${entities}")
public class Shop {
    public static void main(String[] arguments) {
        SpringApplication.run(Shop.class, arguments).close();
    }

    @Bean
    CommandLineRunner round(Orders orders, Environment environment) {
        return any -> {
            var round = environment.getRequiredProperty("round", Long.class);
            orders.save(new Order("of round " + round));
            if (orders.count() != round) {
                throw new IllegalStateException(orders.count() + " rows in round " + round);
            }
        };
    }
}
