# docker build --build-arg BASE=python:3.12-slim -t annua .
# The container needs one writable place, /data, so it can run with --read-only.
ARG BASE=python:3.13-slim

FROM ${BASE} AS build
WORKDIR /src
COPY requirements ./requirements
RUN python -m venv --without-pip /opt/annua \
 && pip --python /opt/annua/bin/python install --no-cache-dir --no-deps --require-hashes -r requirements/run.txt \
 && pip install --no-cache-dir --no-deps --require-hashes -r requirements/build.txt
COPY . .
RUN pip wheel --no-deps --no-build-isolation --wheel-dir /dist . \
 && pip --python /opt/annua/bin/python install --no-cache-dir --no-index --no-deps /dist/*.whl

FROM ${BASE}
COPY --from=build /opt/annua /opt/annua
RUN mkdir /data && chown 10001:10001 /data
ENV PATH=/opt/annua/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    ANNUA_DATA_DIR=/data \
    ANNUA_HOST=0.0.0.0 \
    ANNUA_PORT=8000
USER 10001:10001
WORKDIR /data
VOLUME /data
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s CMD ["python", "-c", "import http.client, os, sys; c = http.client.HTTPConnection('127.0.0.1', int(os.environ['ANNUA_PORT']), timeout=4); c.request('GET', '/livez'); sys.exit(c.getresponse().status != 200)"]
CMD ["annua", "serve"]
