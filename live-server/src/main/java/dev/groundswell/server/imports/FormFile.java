package dev.groundswell.server.imports;

import dev.groundswell.server.http.Problem;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Single;
import io.vertx.core.buffer.Buffer;
import io.vertx.rxjava3.core.http.HttpServerFileUpload;
import io.vertx.rxjava3.core.http.HttpServerRequest;

/** The first file of a form (multipart/form-data), while it arrives; other fields are let pass. */
final class FormFile {
  private FormFile() {}

  /** The file's bytes, no faster than they are taken; the request is paused until then. */
  static Flowable<Buffer> of(HttpServerRequest request) {
    return Single.<HttpServerFileUpload>create(
            found -> {
              request.setExpectMultipart(true);
              request.uploadHandler(
                  upload -> {
                    if (!found.isDisposed()) {
                      upload.pause();
                      found.onSuccess(upload);
                    }
                  });
              request.exceptionHandler(
                  broken ->
                      found.tryOnError(
                          refusal("The form cannot be read; send the file itself instead.")));
              request.endHandler(
                  end ->
                      found.tryOnError(
                          refusal("The form holds no file: send one as a field of type file.")));
              request.resume();
            })
        .flatMapPublisher(HttpServerFileUpload::toFlowable);
  }

  private static Throwable refusal(String detail) {
    return Problem.badValue("body", detail).asException();
  }
}
