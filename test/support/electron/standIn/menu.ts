import type {
  BaseWindow,
  Menu as ElectronMenu,
  MenuItem as ElectronMenuItem,
  MenuItemConstructorOptions,
} from 'electron';

type CoveredItem = Pick<ElectronMenuItem, 'enabled' | 'id' | 'label' | 'visible'>;

export class MenuItem implements CoveredItem {
  readonly id: string;
  readonly label: string;
  readonly role: MenuItemConstructorOptions['role'];
  readonly accelerator: MenuItemConstructorOptions['accelerator'];
  readonly submenu: Menu | undefined;
  enabled = true;
  visible = true;
  readonly #click: MenuItemConstructorOptions['click'];

  constructor(options: MenuItemConstructorOptions) {
    this.id = options.id ?? '';
    this.label = options.label ?? '';
    this.role = options.role;
    this.accelerator = options.accelerator;
    this.submenu = Array.isArray(options.submenu) ? Menu.buildFromTemplate(options.submenu) : undefined;
    this.#click = options.click;
  }

  click(event?: unknown, window?: unknown): void {
    this.#click?.(
      this as unknown as ElectronMenuItem,
      window as BaseWindow | undefined,
      (event ?? {}) as never,
    );
  }
}

/** A menu without a picture: items are found by their id and clicked. Roles do nothing. */
export class Menu implements Pick<ElectronMenu, 'closePopup' | 'popup'> {
  static #application: Menu | null = null;
  readonly items: readonly MenuItem[];

  private constructor(items: readonly MenuItem[]) {
    this.items = items;
  }

  static buildFromTemplate(template: readonly MenuItemConstructorOptions[]): Menu {
    return new Menu(template.map((options) => new MenuItem(options)));
  }

  static setApplicationMenu(menu: Menu | null): void {
    Menu.#application = menu;
  }

  static getApplicationMenu(): Menu | null {
    return Menu.#application;
  }

  getMenuItemById(id: string): MenuItem | null {
    for (const item of this.items) {
      const found = item.id === id ? item : item.submenu?.getMenuItemById(id);
      if (found) return found;
    }
    return null;
  }

  popup(): void {}

  closePopup(): void {}
}
