// The material on a body, lit by an environment. Draws only when something has changed.
import {
  BoxGeometry, type BufferGeometry, Color, DirectionalLight, Euler, Mesh, MeshStandardMaterial, NeutralToneMapping, NoColorSpace, PerspectiveCamera, PlaneGeometry,
  PMREMGenerator, RepeatWrapping, Scene, SphereGeometry, SRGBColorSpace, type Texture, TextureLoader, WebGLRenderer,
} from "three";
import { OrbitControls } from "three/examples/jsm/controls/OrbitControls.js";
import { RoomEnvironment } from "three/examples/jsm/environments/RoomEnvironment.js";
import { type MapName, mapUrl } from "./types";

export type Body = "sphere" | "cube" | "plane";

const SLOTS: Record<MapName, "map" | "normalMap" | "displacementMap" | "roughnessMap" | "metalnessMap" | "aoMap"> = {
  albedo: "map", normal: "normalMap", height: "displacementMap", roughness: "roughnessMap", metallic: "metalnessMap", ao: "aoMap",
};

// Texture repeats of the geometry's own uv range, so that texels are about as large on every body.
const REPEATS: Record<Body, [number, number]> = { sphere: [4, 2], cube: [1, 1], plane: [1, 1] };

export class MaterialScene {
  readonly canvas: HTMLCanvasElement;
  #renderer: WebGLRenderer;
  #scene = new Scene();
  #camera = new PerspectiveCamera(32, 1, 0.1, 50);
  #controls: OrbitControls;
  #material = new MeshStandardMaterial({ color: 0xffffff, roughness: 1, metalness: 1 });
  #mesh: Mesh<BufferGeometry, MeshStandardMaterial>;
  #key = new DirectionalLight(0xffffff, 1.6);
  #loader = new TextureLoader();
  #body: Body = "sphere";
  #tiling = 1;
  #relief = 0.35;
  #asked = false;
  #shown = "";

  constructor(canvas: HTMLCanvasElement) {
    this.canvas = canvas;
    this.#renderer = new WebGLRenderer({ canvas, antialias: true, alpha: true });
    this.#renderer.toneMapping = NeutralToneMapping;
    this.#renderer.setPixelRatio(Math.min(devicePixelRatio, 2));
    const generator = new PMREMGenerator(this.#renderer);
    this.#scene.environment = generator.fromScene(new RoomEnvironment(), 0.03).texture;
    this.#scene.environmentIntensity = 0.75;
    generator.dispose();
    this.#mesh = new Mesh(geometryOf(this.#body), this.#material);
    this.#scene.add(this.#mesh, this.#key);
    this.#controls = new OrbitControls(this.#camera, canvas);
    this.#controls.enablePan = false;
    this.#controls.minDistance = 1.6;
    this.#controls.maxDistance = 8;
    this.#controls.addEventListener("change", () => this.draw());
    this.#place();
    this.light(0.12);
    new ResizeObserver(() => this.#resize()).observe(canvas.parentElement!);
  }

  /** Names the result whose six maps are on the body now. */
  get shown(): string {
    return this.#shown;
  }

  /** Puts a result's maps on the body, all at once when the last one has come. */
  async show(result: string, maps: MapName[]): Promise<void> {
    const loaded = await Promise.all(maps.map(async (name) => [name, await this.#load(result, name)] as const));
    const before = Object.values(SLOTS).map((slot) => this.#material[slot]);
    for (const name of Object.keys(SLOTS) as MapName[]) {
      this.#material[SLOTS[name]] = loaded.find(([loadedName]) => loadedName === name)?.[1] ?? null;
    }

    this.#material.roughness = maps.includes("roughness") ? 1 : 0.8;
    this.#material.metalness = maps.includes("metallic") ? 1 : 0;
    this.#material.needsUpdate = true;
    before.forEach((texture) => texture?.dispose());
    this.#shown = result;
    this.#fit();
    this.draw();
  }

  clear(): void {
    for (const slot of Object.values(SLOTS)) {
      this.#material[slot]?.dispose();
      this.#material[slot] = null;
    }

    this.#material.roughness = 0.9;
    this.#material.metalness = 0;
    this.#material.needsUpdate = true;
    this.#shown = "";
    this.draw();
  }

  body(body: Body): void {
    this.#body = body;
    this.#mesh.geometry.dispose();
    this.#mesh.geometry = geometryOf(body);
    this.#place();
    this.#fit();
    this.draw();
  }

  tile(times: number): void {
    this.#tiling = times;
    this.#fit();
    this.draw();
  }

  /** How far the height map lifts the surface, 0 to 1. */
  relief(amount: number): void {
    this.#relief = amount;
    this.#fit();
    this.draw();
  }

  /** Turns the environment and the key light, 0 to 1 once around. */
  light(turn: number): void {
    const angle = turn * 2 * Math.PI;
    this.#scene.environmentRotation = new Euler(0, angle, 0);
    this.#key.position.set(3 * Math.sin(angle), 2.4, 3 * Math.cos(angle));
    this.draw();
  }

  backdrop(color: string | null): void {
    this.#scene.background = color ? new Color(color) : null;
    this.draw();
  }

  draw(): void {
    if (!this.#asked) {
      this.#asked = true;
      requestAnimationFrame(() => {
        this.#asked = false;
        this.#renderer.render(this.#scene, this.#camera);
      });
    }
  }

  async #load(result: string, name: MapName): Promise<Texture> {
    const texture = await this.#loader.loadAsync(mapUrl(result, name));
    texture.colorSpace = name === "albedo" ? SRGBColorSpace : NoColorSpace;
    texture.wrapS = RepeatWrapping;
    texture.wrapT = RepeatWrapping;
    texture.anisotropy = 8;
    return texture;
  }

  #fit(): void {
    const [x, y] = REPEATS[this.#body];
    for (const slot of Object.values(SLOTS)) {
      this.#material[slot]?.repeat.set(x * this.#tiling, y * this.#tiling);
    }

    this.#material.displacementScale = (0.12 * this.#relief) / this.#tiling;
    this.#material.displacementBias = -this.#material.displacementScale / 2;
  }

  #place(): void {
    const positions: Record<Body, [number, number, number]> = { sphere: [0, 0.55, 4.1], cube: [2.2, 1.7, 3.3], plane: [0, 2.1, 3.0] };
    this.#camera.position.set(...positions[this.#body]);
    this.#controls.target.set(0, 0, 0);
    this.#controls.update();
  }

  #resize(): void {
    const { clientWidth: width, clientHeight: height } = this.canvas.parentElement!;
    if (width > 0 && height > 0) {
      this.#renderer.setSize(width, height, false);
      this.#camera.aspect = width / height;
      // What fits a square fits a narrow window too.
      this.#camera.fov = width < height ? 2 * Math.atan(Math.tan((16 * Math.PI) / 180) * (height / width)) * (180 / Math.PI) : 32;
      this.#camera.updateProjectionMatrix();
      this.draw();
    }
  }
}

function geometryOf(body: Body): BufferGeometry {
  switch (body) {
    case "sphere":
      return new SphereGeometry(1, 192, 96).rotateY(-Math.PI / 2);
    case "cube":
      return new BoxGeometry(1.3, 1.3, 1.3, 96, 96, 96);
    case "plane":
      return new PlaneGeometry(2.2, 2.2, 256, 256).rotateX(-Math.PI / 2);
  }
}
