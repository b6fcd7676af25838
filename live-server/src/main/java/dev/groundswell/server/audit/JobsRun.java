package dev.groundswell.server.audit;

import io.reactivex.rxjava3.core.Completable;

/** The run of the jobs that this process is in charge of. */
@FunctionalInterface
public interface JobsRun {

  /** Ends it and begins one without a past, which builds every board from the ledger. */
  Completable rebuild();
}
