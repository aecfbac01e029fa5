# How does Kikao get into a container? One image; docker-compose.yml says which part of it each container runs.
FROM python:3.13-slim-bookworm

ENV PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1 \
    KIKAO_VAR=/var/lib/kikao KIKAO_BIND=0.0.0.0 PORT=8000 \
    PATH=/srv/kikao/.venv/bin:$PATH

# Nobody in the container is root: the code belongs to root and is only read, the data folder belongs to kikao.
RUN useradd --system --uid 10001 --home-dir /var/lib/kikao --shell /usr/sbin/nologin kikao \
    && install -d -o kikao -g kikao -m 750 /var/lib/kikao
WORKDIR /srv/kikao

# The packages first, so that a change in the code leaves this layer as it is.
COPY bin/setup bin/packages bin/
COPY requirements.txt requirements-s3.txt ./
RUN KIKAO_S3_BUCKET=yes bin/setup \
    && python -m compileall -q .venv/lib \
    && rm -rf /var/lib/apt/lists/*

COPY . .
RUN KIKAO_S3_BUCKET=yes bin/setup \
    && python -m compileall -q actionplans documents forums meetings members portal reports

USER kikao
VOLUME /var/lib/kikao
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s CMD ["python", "docker/healthy.py"]
CMD ["python", "-m", "gunicorn", "portal.wsgi:application"]
