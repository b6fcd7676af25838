package dev.groundswell.simulator.control;

import dev.groundswell.simulator.catalogue.Catalogue;
import dev.groundswell.simulator.faults.CallBook;
import dev.groundswell.simulator.faults.Orders;
import dev.groundswell.simulator.http.accounts.Tokens;
import dev.groundswell.simulator.listening.ForcedPlays;
import dev.groundswell.simulator.listening.Listening;
import dev.groundswell.simulator.listening.PrivateSessions;
import dev.groundswell.simulator.population.Population;
import dev.groundswell.simulator.shown.OrderedDisturbances;
import dev.groundswell.simulator.shown.Shown;

/**
 * All that can be asked about and ordered.
 *
 * @param own what is heard of everybody's own accord
 * @param forced that, and what is ordered to be heard
 * @param heard all that, and what of it is private by order: the truth
 */
public record World(
    long seed,
    Catalogue catalogue,
    Population population,
    Listening own,
    ForcedPlays forced,
    PrivateSessions heard,
    Shown shown,
    OrderedDisturbances disturbances,
    Orders faults,
    CallBook calls,
    Tokens tokens) {}
