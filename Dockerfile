# syntax=docker/dockerfile:1
# Belegt for a newsroom: see docs/deployment.md. Nothing of it is written to but /weights, /data and /tmp.

FROM python:3.11-slim-bookworm AS build
# langdetect has no wheel, and needs no compiler; all others are wheels.
RUN python -m venv /opt/belegt
COPY requirements.txt requirements-server.txt /src/
RUN /opt/belegt/bin/pip install --no-cache-dir -r /src/requirements.txt -r /src/requirements-server.txt
COPY pyproject.toml README.md LICENSE THIRD_PARTY.md requirements-openvino.txt requirements-torch.txt /src/
COPY chat /src/chat
COPY prompts /src/prompts
COPY ui /src/ui
RUN /opt/belegt/bin/pip install --no-cache-dir --no-deps /src

FROM python:3.11-slim-bookworm
# llama.cpp computes with OpenMP, which the image has not. A version would go with the next point release of Debian.
# hadolint ignore=DL3008
RUN apt-get update && apt-get install --yes --no-install-recommends libgomp1 && rm -rf /var/lib/apt/lists/* \
    && groupadd --gid 10001 belegt && useradd --uid 10001 --gid 10001 --no-create-home --shell /usr/sbin/nologin belegt \
    && mkdir /weights /data && chown 10001:10001 /weights /data
COPY --from=build /opt/belegt /opt/belegt
ENV PATH=/opt/belegt/bin:$PATH \
    HOME=/tmp \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONSAFEPATH=1 \
    BELEGT_HOME=/weights \
    BELEGT_DATA=/data \
    STREAMLIT_SERVER_ADDRESS=0.0.0.0 \
    STREAMLIT_SERVER_PORT=8501 \
    STREAMLIT_SERVER_HEADLESS=true
WORKDIR /data
USER 10001:10001
VOLUME ["/weights", "/data"]
EXPOSE 8501
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as r; r.urlopen('http://127.0.0.1:' + os.environ['STREAMLIT_SERVER_PORT'] + '/health/live', timeout=4)"]
ENTRYPOINT ["python", "-m", "ui.server"]
