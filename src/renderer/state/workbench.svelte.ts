import { errorFromRecord } from '../../core/errors/index.ts';
import type { Host, MenuCommandId } from '../../shared/index.ts';
import { Catalogue } from './catalogue.svelte.ts';
import { Composites } from './composites.svelte.ts';
import { Commands } from './commands.svelte.ts';
import { DocumentStore } from './documentStore.svelte.ts';
import type { EngineClient } from './engineClient.ts';
import { keepEventStream } from './eventStream.ts';
import { evaluateWith } from './evaluation.svelte.ts';
import { Exporter } from './exporter.ts';
import { ImageSaver } from './imageSaver.ts';
import { PictureSaver } from './pictureSaver.ts';
import { Files } from './files.svelte.ts';
import { Jobs } from './jobs.svelte.ts';
import { Looks } from './looks.ts';
import { LimitsControl } from './limitsControl.ts';
import { Notices } from './notices.svelte.ts';
import { Picture } from './picture.svelte.ts';
import { Pictures } from './pictures.svelte.ts';
import { Readout } from './readout.svelte.ts';
import { selectedStar, selectionOf, type StarPosition } from './selection.ts';
import { saveFile } from './saveFile.ts';
import { RegionClipboard } from './regionClipboard.svelte.ts';
import { RegionFiles } from './regionFiles.svelte.ts';
import { Regions } from './regions.svelte.ts';
import { Session } from './session.svelte.ts';
import { SessionFile } from './session/sessionFile.svelte.ts';
import { RowPlaces } from './tables/rowPlaces.svelte.ts';
import { Tools } from './tools.svelte.ts';
import { TableExporter } from './tables/tableExporter.ts';
import { Tables } from './tables/tables.svelte.ts';
import { HostChooser } from './host/hostChooser.svelte.ts';
import { Viewport } from './viewport.svelte.ts';

export interface WorkbenchOptions {
  readonly client: EngineClient;
  readonly host: (chooser: HostChooser, onprogress: (fraction: number | null) => void) => Host;
}

/** Everything one window holds, put together once. */
export class Workbench {
  readonly client: EngineClient;
  readonly notices = new Notices();
  readonly viewport: Viewport;
  readonly chooser = new HostChooser();
  readonly store: DocumentStore;
  readonly jobs: Jobs;
  readonly looks: Looks;
  readonly session: Session;
  readonly tables: Tables;
  readonly files: Files;
  readonly picture: Picture;
  readonly pictures: Pictures;
  readonly limits: LimitsControl;
  readonly places: RowPlaces;
  readonly readout: Readout;
  readonly regions: Regions;
  readonly regionClipboard: RegionClipboard;
  readonly regionFiles: RegionFiles;
  readonly tools: Tools;
  readonly composites: Composites;
  readonly catalogue: Catalogue;
  readonly host: Host;
  readonly exporter: Exporter;
  readonly tableExporter: TableExporter;
  readonly imageSaver: ImageSaver;
  readonly pictureSaver: PictureSaver;
  readonly sessionFile: SessionFile;
  readonly commands: Commands;
  /** Runs a command of the shell's menu; set by the window. */
  runCommand: (id: MenuCommandId) => void = () => undefined;
  /** Whether the engine's event stream is open. */
  connected = $state(false);

  constructor(options: WorkbenchOptions) {
    const { client } = options;
    const report = (error: unknown): void => this.notices.error(error);
    this.client = client;
    this.store = new DocumentStore(client, report);
    this.viewport = new Viewport(this.store);
    this.jobs = new Jobs(client);
    this.catalogue = new Catalogue(client, report);
    const evaluate = evaluateWith(client, this.store, this.jobs);
    this.looks = new Looks(client, (image) => this.viewport.tilesOf(image));
    this.session = new Session({
      client,
      store: this.store,
      evaluate,
      looks: this.looks,
      notices: this.notices,
      onchange: () => this.#resultsChanged(),
    });
    this.tables = new Tables(client, this.store, evaluate, this.notices);
    this.files = new Files(client, this.store, this.notices);
    this.picture = new Picture(this.store, this.session);
    this.pictures = new Pictures(this.store, this.session);
    this.limits = new LimitsControl(this.store, this.session, this.picture);
    this.places = new RowPlaces({
      client,
      store: this.store,
      tables: this.tables,
      picture: this.picture,
      report,
    });
    this.regions = new Regions({
      client,
      store: this.store,
      pictures: this.pictures,
      viewport: this.viewport,
      evaluate,
      channelsOf: (id) => this.composites.channelsOf(id),
    });
    this.composites = new Composites({
      store: this.store,
      pictures: this.pictures,
      notices: this.notices,
      evaluate,
    });
    this.readout = new Readout(
      client,
      this.store,
      (id) => this.pictures.of(id),
      (id) => this.composites.channelsOf(id),
    );
    this.tools = new Tools({
      store: this.store,
      viewport: this.viewport,
      pictures: this.pictures,
      readout: this.readout,
      storage: globalThis.localStorage ?? null,
    });
    this.host = options.host(this.chooser, (fraction) => (this.files.travelled = fraction));
    const { store, jobs, files, notices, host } = this;
    const parts = { client, host, store, jobs, files, notices };
    this.exporter = new Exporter(parts);
    this.tableExporter = new TableExporter(parts, this.tables);
    this.imageSaver = new ImageSaver(parts);
    this.pictureSaver = new PictureSaver(this);
    this.sessionFile = new SessionFile({ ...parts, onopened: () => this.#restart() });
    files.onsession = (handle, name) => this.sessionFile.open(handle, name);
    this.regionClipboard = new RegionClipboard(this);
    this.regionFiles = new RegionFiles(this);
    this.commands = new Commands(this);
  }

  /** Gives the person a file that the window has made; false when none was saved. */
  saveFile(blob: Blob, name: string, what: string): Promise<boolean> {
    return saveFile(this, blob, name, what);
  }

  /** The star of the active image that was picked as such. */
  readonly #picked: StarPosition | null = $derived.by(() =>
    selectedStar(this.store.document.selection, this.store.document.active),
  );
  /** The star of the active image that is looked at: the one selected row, where the rows are its stars. */
  readonly star: StarPosition | null = $derived.by(() => this.places.star ?? this.#picked);

  selectStar(star: StarPosition | null): void {
    const image = this.store.active;
    if (star?.x === this.#picked?.x && star?.y === this.#picked?.y) return;
    this.store.act({ type: 'select', selection: star && image ? selectionOf(image.id, star) : null });
  }

  /** Connects to the engine; returns a function that closes the window's side. */
  start(): () => void {
    const stopCommands = this.host.onCommand((asked) => {
      if (asked.command === 'opened') void this.files.openHandles(asked.handles);
      else this.runCommand(asked.command);
    });
    const stopEvents = keepEventStream(this.client, {
      onevent: (event) => {
        if (event.type === 'document') this.store.receive(event);
        else if (event.type === 'not-kept') this.notices.error(errorFromRecord(event.error));
        else this.jobs.receive(event);
      },
      onconnect: () => void this.#connect(),
      ondisconnect: () => {
        this.connected = false;
        this.jobs.lose();
      },
    });
    return () => {
      stopCommands();
      stopEvents();
    };
  }

  #resultsChanged(): void {
    this.limits.follow();
    this.#showCatalogue();
  }

  #showCatalogue(): void {
    const image = this.store.active;
    const results = this.session.active;
    if (image?.detecting && results?.cut.summary)
      this.catalogue.show(image.steps.cut, results.catalogueVersion);
    else this.catalogue.show(null, 0);
    this.catalogue.select(this.star);
  }

  #restart(): void {
    this.session.restart();
    this.tables.restart();
    this.places.restart();
    this.composites.restart();
  }

  async #connect(): Promise<void> {
    this.connected = true;
    try {
      await this.store.load();
      this.#restart();
      await this.sessionFile.connect();
      const { opened } = await this.client.call('pending', {});
      await this.files.open(opened);
    } catch (error) {
      this.notices.error(error);
    }
  }
}
