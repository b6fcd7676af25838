/**
 * What each listener has heard in the last seven days, in order: for questions that sums of plays
 * do not answer, such as how many listened in a given minute, or what else they heard beside it.
 *
 * <p>A feature hands in {@link dev.groundswell.jobs.diary.DiaryChange}s by listener, applies them
 * to a {@link dev.groundswell.jobs.diary.Diary} and reads from it.
 */
@NullMarked
@CheckReturnValue
package dev.groundswell.jobs.diary;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
