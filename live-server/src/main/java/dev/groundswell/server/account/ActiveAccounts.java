package dev.groundswell.server.account;

import dev.groundswell.server.poll.Roster;
import io.reactivex.rxjava3.core.Single;
import java.util.List;

/** Pages of the accounts whose consent stands, in the order of their listeners. */
interface ActiveAccounts {

  /** The next listeners after one; empty at the end. 0 begins. */
  Single<List<Roster.Joined>> after(long listenerId);
}
